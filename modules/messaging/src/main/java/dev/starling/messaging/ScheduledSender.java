package dev.starling.messaging;

import dev.starling.persistence.personal.ClaimedMessage;
import dev.starling.persistence.personal.ScheduledRepository;
import dev.starling.wire.Failure;
import dev.starling.wire.conversation.Acted;
import io.vertx.core.Future;
import java.time.Duration;

/// Sends scheduled messages when their time has come. Every node does; each message is one node's
/// for a while. A message keeps its client id, so one that was sent by a node that did not live to
/// settle it is recognised when the next node sends it again.
final class ScheduledSender {

  private static final int CLAIM_MAX = 50;
  private static final Duration LEASE = Duration.ofSeconds(10);

  private final ScheduledRepository scheduled;
  private final MessageService messages;
  private final Schedule schedule;

  ScheduledSender(ScheduledRepository scheduled, MessageService messages, Schedule schedule) {
    this.scheduled = scheduled;
    this.messages = messages;
    this.schedule = schedule;
  }

  Future<?> run() {
    return scheduled
        .claim(CLAIM_MAX, LEASE)
        .compose(claimed -> Future.join(claimed.stream().map(this::send).toList()));
  }

  private Future<Acted> send(ClaimedMessage due) {
    return Future.succeededFuture()
        // compose, not a bare call: what throws has failed.
        .compose(start -> messages.send(due.sender(), due.message()))
        .transform(
            sent ->
                sent.succeeded()
                    ? schedule.settle(due.sender(), due.id(), null)
                    : failed(due, sent.cause()));
  }

  /// What may succeed later is claimed again when the lease is over.
  private Future<Acted> failed(ClaimedMessage due, Throwable cause) {
    return cause instanceof Failure failure && !(cause instanceof Failure.TryLater)
        ? schedule.settle(due.sender(), due.id(), failure.code())
        : Future.failedFuture(cause);
  }
}
