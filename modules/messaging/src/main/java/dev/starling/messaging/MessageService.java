package dev.starling.messaging;

import dev.starling.persistence.event.Appended;
import dev.starling.persistence.event.NewMessage;
import dev.starling.wire.ClientId;
import dev.starling.wire.ConversationId;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.TextRule;
import dev.starling.wire.UserId;
import dev.starling.wire.conversation.Accepted;
import dev.starling.wire.conversation.ForwardMessage;
import dev.starling.wire.conversation.SendMessage;
import dev.starling.wire.event.ConversationEvent;
import dev.starling.wire.event.MessageDetail;
import dev.starling.wire.event.MessageState;
import dev.starling.wire.event.StoryQuote;
import dev.starling.wire.json.Json;
import io.vertx.core.Future;
import java.util.function.Function;

/// Sending a message. Whether the sender may is decided by the append itself, under the
/// conversation's lock.
public final class MessageService {

  private final Function<NewMessage, Future<Appended>> append;
  private final Announcer announcer;
  private final ForwardSource forwards;
  private final SentBefore before;
  private final Mentions mentions;
  private final AttachmentRule attachments;
  private final PreviewRule previews;
  private final Turns turns = new Turns();
  private final TextRule quote;
  private final PollRule polls;

  /// What a message may be made of.
  record Sources(
      ForwardSource forwards,
      SentBefore before,
      Mentions mentions,
      AttachmentRule attachments,
      PreviewRule previews) {}

  MessageService(
      Function<NewMessage, Future<Appended>> append,
      Announcer announcer,
      Sources sources,
      MessagingConfig config) {
    this.append = append;
    this.announcer = announcer;
    this.forwards = sources.forwards();
    this.before = sources.before();
    this.mentions = sources.mentions();
    this.attachments = sources.attachments();
    this.previews = sources.previews();
    this.quote = new TextRule("quote", config.quoteBytesMax());
    this.polls = new PollRule(config);
  }

  /// Succeeds after the message is committed, never before.
  public Future<Accepted> send(UserId sender, SendMessage send) {
    return send(sender, send, null);
  }

  /// As [#send], about a story that the sender has been found to see.
  ///
  /// @param story as it is told now; what it says is not kept with the message
  public Future<Accepted> send(UserId sender, SendMessage send, StoryQuote story) {
    MessageDetail detail =
        MessageDetail.NONE
            .about(story)
            .answering(send.replyTo(), quote.checkOptional(send.quote()))
            .in(send.thread())
            .asking(polls.check(send.poll()));
    String clientId = ClientId.check(send.clientId());
    String body = attachments.check(textOf(send), send.attachments());
    previews.check(send.preview(), body);
    return isPlain(send, body) && turns.isFree(send.conversation(), sender)
        ? append(sender, send.conversation(), clientId, body, detail.orNull())
        : inTurn(sender, send, clientId, body, detail);
  }

  /// A poll without a text says its question.
  private static String textOf(SendMessage send) {
    return send.text() == null && send.poll() != null ? send.poll().question() : send.text();
  }

  /// Whether nothing has to be looked up: it goes at once, unless it would overtake one that waits.
  private static boolean isPlain(SendMessage send, String body) {
    return send.attachments().isEmpty() && send.preview() == null && !Mentions.mayBeIn(body);
  }

  private Future<Accepted> inTurn(
      UserId sender, SendMessage send, String clientId, String body, MessageDetail said) {
    ConversationId to = send.conversation();
    return turns
        .take(
            to,
            sender,
            () ->
                attachments
                    .describe(sender, send.attachments())
                    .map(said::bringing)
                    .compose(
                        bringing -> mentions.in(sender, to, body).map(found -> found.in(bringing)))
                    .compose(detail -> previews.describe(sender, send.preview(), detail)),
            detail -> append(sender, to, clientId, body, detail.orNull()))
        .recover(
            cause ->
                cause instanceof Failure.NotFound gone && gone.code() == ErrorCode.MEDIA_NOT_FOUND
                    ? before.orFailed(sender, to, clientId, cause)
                    : Future.failedFuture(cause));
  }

  /// Says again what was said elsewhere, as it is now.
  public Future<Accepted> forward(UserId sender, ForwardMessage forward) {
    String clientId = ClientId.check(forward.clientId());
    return forwards
        .find(sender, forward.from())
        .transform(
            found ->
                found.succeeded()
                    ? append(
                        sender,
                        forward.conversation(),
                        clientId,
                        found.result().text(),
                        found.result().forwarded())
                    : before.orFailed(sender, forward.conversation(), clientId, found.cause()));
  }

  private Future<Accepted> append(
      UserId sender,
      ConversationId conversation,
      String clientId,
      String body,
      MessageDetail detail) {
    NewMessage message =
        new NewMessage(
            conversation,
            sender,
            clientId,
            body,
            detail == null ? null : Json.write(detail.kept()));
    return append.apply(message).map(appended -> answer(message, detail, appended));
  }

  private Accepted answer(NewMessage message, MessageDetail detail, Appended appended) {
    return switch (appended) {
      case Appended.Stored stored -> {
        announcer.announce(committed(message, detail, stored));
        yield new Accepted(message.conversation(), stored.seq(), stored.at(), false);
      }
      case Appended.StoredBefore before ->
          new Accepted(message.conversation(), before.seq(), before.at(), true);
      case Appended.Refused refused -> throw Refusals.failure(refused.why(), refused.retryAfter());
    };
  }

  private static Announcer.Committed committed(
      NewMessage message, MessageDetail detail, Appended.Stored stored) {
    return new Announcer.Committed(
        new ConversationEvent.Message(
            message.conversation(),
            stored.seq(),
            message.sender(),
            stored.at(),
            message.clientId(),
            message.text(),
            detail,
            stored.expiresAt() == null ? null : MessageState.until(stored.expiresAt())),
        stored.xid(),
        stored.previousXid(),
        stored.memberVersion(),
        stored.isWithheld());
  }
}
