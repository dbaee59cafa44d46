package dev.starling.media;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.starling.media.store.ObjectWriter;
import dev.starling.media.store.Safe;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.time.Duration;
import java.util.function.Function;

/// Brings what a client sends into the store, one buffer at a time: the next is asked for when the
/// store has taken the one before, so a slow store makes a slow client and not a full memory.
///
/// Belongs to the event loop of the stream.
final class Intake {

  /// How a client's sending came to its end.
  ///
  /// @param received all that the store has taken
  /// @param cause null when everything came that was to come
  record Ended(long received, Throwable cause) {}

  private final Vertx vertx;
  private final ObjectWriter writer;
  private final long max;
  private final Function<Safe, Future<Void>> keep;
  private final Function<Buffer, Future<Void>> first;
  private final Duration silentMax;
  private final Promise<Ended> ended = Promise.promise();

  private ReadStream<Buffer> stream;
  private long received;
  private long heardAt;
  private long keptAt;
  private boolean isBusy;
  private boolean isComplete;
  private Throwable interruption;

  /// @param received what came before
  /// @param max more than so many bytes are refused
  /// @param first looks at the very first bytes, and fails when they should not be followed by more
  /// @param keep told from time to time how much is safe; a failure ends it
  Intake(
      Vertx vertx,
      ObjectWriter writer,
      long received,
      long max,
      Function<Buffer, Future<Void>> first,
      Function<Safe, Future<Void>> keep,
      Duration silentMax) {
    this.vertx = vertx;
    this.writer = writer;
    this.received = received;
    this.max = max;
    this.first = first;
    this.keep = keep;
    this.silentMax = silentMax;
  }

  /// Takes all that is sent. Never fails.
  Future<Ended> take(Sender sender) {
    stream = sender.bytes();
    heardAt = System.nanoTime();
    keptAt = heardAt;
    long timer = vertx.setPeriodic(Math.max(1, silentMax.toMillis() / 4), due -> look());
    sender.onBroken(() -> interrupt(broken()));
    stream
        .handler(this::on)
        .endHandler(
            end -> {
              isComplete = true;
              settle();
            });
    stream.fetch(1);
    return ended.future().onComplete(done -> vertx.cancelTimer(timer));
  }

  private void on(Buffer bytes) {
    heardAt = System.nanoTime();
    if (interruption != null) {
      return;
    }
    if (received + bytes.length() > max) {
      interrupt(
          new Failure.TooLarge(
              ErrorCode.MEDIA_TOO_LARGE, "more than the " + max + " bytes it may be"));
      return;
    }
    isBusy = true;
    Future<Void> looked = received == 0 ? first.apply(bytes) : Future.succeededFuture();
    looked
        .compose(fine -> writer.write(bytes))
        .compose(
            written -> {
              received += bytes.length();
              return isTimeToKeep() ? writer.keep().compose(keep) : Future.succeededFuture();
            })
        .onComplete(
            done -> {
              isBusy = false;
              heardAt = System.nanoTime(); // The store's time is not the client's.
              if (done.failed()) {
                interrupt(done.cause());
              } else if (!settle()) {
                stream.fetch(1);
              }
            });
  }

  private boolean isTimeToKeep() {
    long now = System.nanoTime();
    boolean isTime = now - keptAt > silentMax.toNanos() / 4;
    keptAt = isTime ? now : keptAt;
    return isTime;
  }

  /// A client that is silent is gone, even where its connection does not know yet.
  private void look() {
    if (!isBusy && System.nanoTime() - heardAt > silentMax.toNanos()) {
      interrupt(broken());
    }
  }

  /// Not that there is anybody left to tell.
  private static Failure broken() {
    return new Failure.TryLater(
        ErrorCode.UPLOAD_BUSY, "the client has stopped sending", Duration.ofSeconds(1));
  }

  private void interrupt(Throwable cause) {
    if (interruption == null) {
      interruption = cause;
    }
    settle();
  }

  /// Whether it is over: nothing comes any more and nothing is being written.
  @CanIgnoreReturnValue
  private boolean settle() {
    boolean isOver = !isBusy && (isComplete || interruption != null);
    if (isOver) {
      ended.tryComplete(new Ended(received, interruption));
    }
    return isOver;
  }
}
