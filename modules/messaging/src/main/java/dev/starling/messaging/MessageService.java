package dev.starling.messaging;

import dev.starling.persistence.event.Appended;
import dev.starling.persistence.event.NewMessage;
import dev.starling.wire.ClientId;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.TextRule;
import dev.starling.wire.UserId;
import dev.starling.wire.conversation.Accepted;
import dev.starling.wire.conversation.SendMessage;
import dev.starling.wire.conversation.Standing;
import dev.starling.wire.event.ConversationEvent;
import io.vertx.core.Future;
import java.util.function.Function;

/// Sending a message. Whether the sender may is decided by the append itself, under the
/// conversation's lock.
public final class MessageService {

  private final Function<NewMessage, Future<Appended>> append;
  private final Announcer announcer;
  private final TextRule text;

  public MessageService(
      Function<NewMessage, Future<Appended>> append, Announcer announcer, MessagingConfig config) {
    this.append = append;
    this.announcer = announcer;
    this.text = new TextRule("text", config.textBytesMax());
  }

  /// Succeeds after the message is committed, never before.
  public Future<Accepted> send(UserId sender, SendMessage send) {
    NewMessage message =
        new NewMessage(
            send.conversation(), sender, ClientId.check(send.clientId()), text.check(send.text()));
    return append.apply(message).compose(appended -> answer(message, appended));
  }

  private Future<Accepted> answer(NewMessage message, Appended appended) {
    return switch (appended) {
      case Appended.Stored stored -> {
        announcer.announce(committed(message, stored));
        yield Future.succeededFuture(
            new Accepted(message.conversation(), stored.seq(), stored.at(), false));
      }
      case Appended.StoredBefore before ->
          Future.succeededFuture(
              new Accepted(message.conversation(), before.seq(), before.at(), true));
      case Appended.Refused refused -> Future.failedFuture(failure(message, refused.why()));
    };
  }

  private static Announcer.Committed committed(NewMessage message, Appended.Stored stored) {
    return new Announcer.Committed(
        new ConversationEvent.Message(
            message.conversation(),
            stored.seq(),
            message.sender(),
            stored.at(),
            message.clientId(),
            message.text()),
        stored.xid(),
        stored.previousXid(),
        stored.memberVersion());
  }

  private static Failure failure(NewMessage message, Appended.Refusal why) {
    return switch (why) {
      case CLIENT_ID_REUSED ->
          new Failure.Conflict(
              ErrorCode.CLIENT_ID_REUSED,
              "clientId: '" + message.clientId() + "' names another text already");
      case NOT_A_MEMBER -> Standing.notAMember();
      case UNKNOWN_CONVERSATION -> Standing.notFound();
    };
  }
}
