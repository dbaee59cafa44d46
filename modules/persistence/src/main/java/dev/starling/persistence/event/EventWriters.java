package dev.starling.persistence.event;

import dev.starling.wire.ConversationId;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/// The writers of a node. A conversation always goes to the same one, so what is written there
/// takes its place in the order it came, and two writers do not wait for one row. Safe for use by
/// any thread.
public final class EventWriters {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final AtomicReferenceArray<EventWriter> writers;
  private final LongAdder waiting = new LongAdder();
  private final WriterListener listener;
  private volatile long lastWaitNanos;

  public EventWriters(int size) {
    this(size, WriterListener.NOBODY);
  }

  public EventWriters(int size, WriterListener listener) {
    this.listener = listener;
    this.writers = new AtomicReferenceArray<>(size);
  }

  public int size() {
    return writers.length();
  }

  public Future<Appended> append(NewMessage message) {
    return write(message, writer -> writer.append(message));
  }

  public Future<ActionResult> act(Action action) {
    return write(action, writer -> writer.act(action));
  }

  private <T> Future<T> write(Write write, Function<EventWriter, Future<T>> how) {
    EventWriter writer = writers.get(place(write.conversation()));
    if (writer == null) {
      return Future.failedFuture(
          new Failure.TryLater(ErrorCode.OVERLOADED, "the writer is not there", RETRY_AFTER));
    }
    long since = System.nanoTime();
    waiting.increment();
    return how.apply(writer)
        .onComplete(
            done -> {
              waiting.decrement();
              lastWaitNanos = System.nanoTime() - since;
              listener.answered(lastWaitNanos);
            });
  }

  /// Messages and actions that were handed to a writer and have no answer yet.
  public long waiting() {
    return waiting.sum();
  }

  /// How long that one had waited that was answered last; nothing while none waits.
  public Duration commitWait() {
    return waiting() == 0 ? Duration.ZERO : Duration.ofNanos(lastWaitNanos);
  }

  public WriterListener listener() {
    return listener;
  }

  public void put(int place, EventWriter writer) {
    writers.set(place, writer);
  }

  private int place(ConversationId conversation) {
    // Ids of one moment differ in their low bits; mixing spreads those of different moments, too.
    return Math.floorMod(Long.hashCode(conversation.value() * 0x9E3779B97F4A7C15L), size());
  }
}
