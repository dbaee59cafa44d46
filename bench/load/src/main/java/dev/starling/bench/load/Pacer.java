package dev.starling.bench.load;

import dev.starling.bench.load.measure.Schedule;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/// Sends each message when it is due, or as soon after that as the event loop comes to it. Owned by
/// one event loop.
final class Pacer {

  /// Less is not worth waking up for: it would cost more than the messages. What waits for it is
  /// late by so much at most, which its times say.
  private static final long PAUSE_NANOS_MIN = 500_000;

  /// After so many, what has arrived meanwhile is read first.
  private static final int AT_ONCE_MAX = 64;

  private final Vertx vertx;
  private final Schedule schedule;
  private final long count;
  private final LongConsumer send;
  private final Promise<Void> done = Promise.promise();
  private long next;

  /// @param send gets the index of the message that is due
  Pacer(Vertx vertx, Schedule schedule, long count, LongConsumer send) {
    this.vertx = vertx;
    this.schedule = schedule;
    this.count = count;
    this.send = send;
  }

  /// Completes when the last one has been sent.
  Future<Void> start() {
    tick();
    return done.future();
  }

  private void tick() {
    try {
      sendDue();
    } catch (RuntimeException bug) {
      // Nobody would ever hear of it, and wait.
      done.fail(bug);
    }
  }

  private void sendDue() {
    long due = Math.min(count, schedule.dueBy(System.nanoTime()));
    long until = Math.min(due, next + AT_ONCE_MAX);
    while (next < until) {
      send.accept(next++);
    }
    if (next == count) {
      done.complete();
      return;
    }
    if (next < due) {
      vertx.runOnContext(now -> tick());
      return;
    }
    long pause = Math.max(PAUSE_NANOS_MIN, schedule.dueAt(next) - System.nanoTime());
    vertx.timer(pause, TimeUnit.NANOSECONDS).onComplete(now -> tick());
  }
}
