package dev.starling.messaging;

import dev.starling.persistence.conversation.ConversationRepository;
import dev.starling.persistence.event.EventRepository;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.UserId;
import dev.starling.wire.conversation.MessageRef;
import dev.starling.wire.event.ConversationEvent;
import dev.starling.wire.event.MessageDetail;
import io.vertx.core.Future;

/// What may be said again elsewhere: a message that one can see, in a conversation that allows it.
final class ForwardSource {

  /// @param forwarded says who said it first, and has the files and the preview that it brought
  record Said(String text, MessageDetail forwarded) {}

  private final EventRepository events;
  private final ConversationRepository conversations;
  private final Membership membership;

  ForwardSource(
      EventRepository events, ConversationRepository conversations, Membership membership) {
    this.events = events;
    this.conversations = conversations;
    this.membership = membership;
  }

  Future<Said> find(UserId user, MessageRef from) {
    return membership
        .require(user, from.conversation())
        .compose(member -> conversations.forbidsForwarding(from.conversation()))
        .compose(
            forbidden ->
                forbidden
                    ? refused(ErrorCode.NO_FORWARDING)
                    : events.find(user, from.conversation(), from.seq()))
        .map(
            found ->
                found
                    .filter(ConversationEvent.Message.class::isInstance)
                    .map(ConversationEvent.Message.class::cast)
                    .filter(message -> message.text() != null)
                    .map(ForwardSource::said)
                    .orElseThrow(() -> Refusals.failure(ErrorCode.MESSAGE_NOT_FOUND, null)));
  }

  private static Said said(ConversationEvent.Message message) {
    MessageDetail detail = message.detail();
    MessageDetail.Forwarded first =
        detail != null && detail.forwardedFrom() != null
            ? detail.forwardedFrom()
            : new MessageDetail.Forwarded(message.sender(), message.at());
    MessageDetail brought = detail == null ? MessageDetail.NONE : detail;
    return new Said(
        message.text(),
        MessageDetail.NONE
            .forwarded(first)
            .bringing(brought.attachments())
            .showing(brought.preview()));
  }

  private static <T> Future<T> refused(ErrorCode why) {
    return Future.failedFuture(Refusals.failure(why, null));
  }
}
