package dev.starling.connection;

import dev.starling.account.Principal;
import dev.starling.messaging.HistoryService;
import dev.starling.messaging.MessageService;
import dev.starling.messaging.ReceiptService;
import dev.starling.story.StoryService;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.conversation.MarkSeq;
import dev.starling.wire.conversation.ReadEvents;
import dev.starling.wire.conversation.SendMessage;
import dev.starling.wire.frame.ClientFrame.Send;
import dev.starling.wire.story.ViewStory;
import io.vertx.core.Future;

/// What a signed-in client can ask for over its socket, by address. The answer is whatever record
/// the domain answers with.
public final class Commands {

  private final MessageService messages;
  private final HistoryService history;
  private final ReceiptService receipts;
  private final StoryService stories;

  public Commands(
      MessageService messages,
      HistoryService history,
      ReceiptService receipts,
      StoryService stories) {
    this.messages = messages;
    this.history = history;
    this.receipts = receipts;
    this.stories = stories;
  }

  public Future<?> run(Principal who, Send command) {
    return switch (command.address()) {
      case "message.send" -> messages.send(who.user(), command.body().as(SendMessage.class));
      case "conversation.read" -> receipts.read(who.user(), command.body().as(MarkSeq.class));
      case "conversation.delivered" ->
          receipts.delivered(who.user(), command.body().as(MarkSeq.class));
      case "conversation.events" -> history.read(who.user(), command.body().as(ReadEvents.class));
      case "story.view" -> stories.view(who.user(), command.body().as(ViewStory.class).story());
      default -> throw unknownAddress(command.address());
    };
  }

  static Failure unknownAddress(String address) {
    String shown = address.substring(0, Math.min(address.length(), 40));
    return new Failure.NotFound(
        ErrorCode.UNKNOWN_ADDRESS, "address: '" + shown + "' is not one of the protocol's");
  }
}
