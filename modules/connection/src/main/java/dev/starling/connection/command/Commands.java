package dev.starling.connection.command;

import dev.starling.account.limit.ActionLimits;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.frame.ClientFrame.Send;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// All commands, by the address they are sent to.
public final class Commands {

  private final Map<String, Command<?>> byAddress;
  private final ActionLimits limits;

  private Commands(Stream<Command<?>> commands, ActionLimits limits) {
    this.limits = limits;
    this.byAddress =
        commands.collect(Collectors.toUnmodifiableMap(Command::address, Function.identity()));
  }

  public static Commands of(CommandServices services) {
    return new Commands(
        Stream.of(
                MessagingCommands.of(services.messaging()),
                ThreadCommands.of(services.messaging()),
                PresenceCommands.of(services.messaging()),
                GroupCommands.of(services.messaging()),
                PersonalCommands.of(services.messaging()),
                RequestCommands.of(services.messaging()),
                ReportCommands.of(services.reports()),
                StoryCommands.of(services.stories(), services.responses()))
            .flatMap(List::stream),
        services.limits());
  }

  public Collection<Command<?>> all() {
    return byAddress.values();
  }

  /// The answer is whatever record the domain answers with. What cannot be asked, or not so often,
  /// throws the [Failure] to answer with.
  public Future<?> run(Caller caller, Send sent) {
    Command<?> command = byAddress.get(sent.address());
    if (command == null) {
      throw unknownAddress(sent.address());
    }
    limits.take(caller.user(), command.action());
    return command.run(caller, sent.body());
  }

  public static Failure unknownAddress(String address) {
    String shown = address.substring(0, Math.min(address.length(), 40));
    return new Failure.NotFound(
        ErrorCode.UNKNOWN_ADDRESS, "address: '" + shown + "' is not one of the protocol's");
  }
}
