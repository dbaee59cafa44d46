package dev.starling.messaging;

import dev.starling.persistence.event.EventRepository;
import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import dev.starling.wire.conversation.Accepted;
import io.vertx.core.Future;

/// Messages that were sent already. A retry must not fail because what the message was made of is
/// gone by now.
final class SentBefore {

  private final EventRepository events;

  SentBefore(EventRepository events) {
    this.events = events;
  }

  /// The first answer, or the failure of a message that is not there.
  Future<Accepted> orFailed(
      UserId sender, ConversationId conversation, String clientId, Throwable cause) {
    return events
        .placeOf(sender, conversation, clientId)
        .compose(
            place ->
                place
                    .map(one -> new Accepted(conversation, one.seq(), one.at(), true))
                    .map(Future::succeededFuture)
                    .orElseGet(() -> Future.failedFuture(cause)));
  }
}
