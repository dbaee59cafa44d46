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

/// Lets the domain carry out a [Command]. The answer is whatever record the domain answers with.
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
    return switch (Command.at(command.address())) {
      case SEND_MESSAGE -> messages.send(who.user(), command.body().as(SendMessage.class));
      case MARK_READ -> receipts.read(who.user(), command.body().as(MarkSeq.class));
      case MARK_DELIVERED -> receipts.delivered(who.user(), command.body().as(MarkSeq.class));
      case READ_EVENTS -> history.read(who.user(), command.body().as(ReadEvents.class));
      case VIEW_STORY -> stories.view(who.user(), command.body().as(ViewStory.class).story());
    };
  }

  static Failure unknownAddress(String address) {
    String shown = address.substring(0, Math.min(address.length(), 40));
    return new Failure.NotFound(
        ErrorCode.UNKNOWN_ADDRESS, "address: '" + shown + "' is not one of the protocol's");
  }
}
