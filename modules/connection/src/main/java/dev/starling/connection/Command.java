package dev.starling.connection;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What a signed-in client can ask for, by the address it sends to.
public enum Command {
  SEND_MESSAGE("message.send"),
  MARK_READ("conversation.read"),
  MARK_DELIVERED("conversation.delivered"),
  READ_EVENTS("conversation.events"),
  VIEW_STORY("story.view");

  private static final Map<String, Command> BY_ADDRESS =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(Command::address, Function.identity()));

  private final String address;

  Command(String address) {
    this.address = address;
  }

  public String address() {
    return address;
  }

  static Command at(String address) {
    Command command = BY_ADDRESS.get(address);
    if (command == null) {
      throw Commands.unknownAddress(address);
    }
    return command;
  }
}
