package dev.starling.persistence;

import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/// Turns single requests into batches. A request that finds nothing in flight leaves at once; those
/// that come while a batch is in flight gather and leave together when it is done, or a moment
/// later if a [Gathering] says so. So an idle writer adds no delay, and a busy one commits in
/// batches as large as the load.
///
/// Batches are made, committed and answered by one owner, an event loop; requests may come from any
/// thread. Those that could not leave yet do not wake the owner: to wake a thread costs more than
/// all else that is done here for a request. One batch is in flight at a time, so requests take
/// effect in the order they were added.
public final class GroupCommit<T, R> {

  /// @param itemsMax a batch holds at most this many requests
  /// @param bytesMax and at most about this many bytes, one request always fits
  /// @param queuedMax past this many waiting requests, one more is told to try later
  /// @param retryAfter the wait it is told
  public record Limits(int itemsMax, int bytesMax, int queuedMax, Duration retryAfter) {}

  /// Lets the owner run something once so many nanoseconds have passed.
  public interface Timer {
    void after(long nanos, Runnable action);
  }

  private record Pending<T, R>(T item, long since, Promise<R> answer) {}

  private final Limits limits;
  private final ToIntFunction<T> size;
  private final Function<List<T>, Future<List<R>>> commit;
  private final Gathering gathering;
  private final Executor owner;
  private final Timer timer;
  private final Queue<Pending<T, R>> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger queued = new AtomicInteger();

  /// The owner has been called and has not looked yet.
  private final AtomicBoolean called = new AtomicBoolean();

  /// The owner will look by itself: a batch is in flight, or a timer runs.
  private volatile boolean willLook;

  private boolean inFlight;
  private boolean timerIsSet;

  /// Without a gathering: whatever finds nothing in flight leaves at once. For requests that come
  /// from the owner only.
  ///
  /// @param commit answers in the order of the batch, or fails for all of it
  public GroupCommit(
      Limits limits, ToIntFunction<T> size, Function<List<T>, Future<List<R>>> commit) {
    this(
        limits,
        size,
        commit,
        new Gathering(Gathering.Rule.NEVER, System::nanoTime),
        Runnable::run,
        (nanos, action) -> {
          throw new IllegalStateException("nobody was to wait");
        });
  }

  /// @param commit answers in the order of the batch, or fails for all of it
  /// @param owner runs one thing after the other
  public GroupCommit(
      Limits limits,
      ToIntFunction<T> size,
      Function<List<T>, Future<List<R>>> commit,
      Gathering gathering,
      Executor owner,
      Timer timer) {
    this.limits = limits;
    this.size = size;
    this.commit = commit;
    this.gathering = gathering;
    this.owner = owner;
    this.timer = timer;
  }

  /// From any thread.
  public Future<R> add(T item) {
    int waiting = queued.incrementAndGet();
    if (waiting > limits.queuedMax()) {
      queued.decrementAndGet();
      return Future.failedFuture(
          new Failure.TryLater(
              ErrorCode.OVERLOADED,
              "more than " + limits.queuedMax() + " writes are waiting",
              limits.retryAfter()));
    }
    Pending<T, R> pending = new Pending<>(item, gathering.now(), Promise.promise());
    queue.add(pending);
    if (!willLook || waiting == gathering.enough()) {
      callOwner();
    }
    return pending.answer().future();
  }

  public int queued() {
    return queued.get();
  }

  /// To be asked by the owner.
  public boolean isIdle() {
    return !inFlight && queue.isEmpty();
  }

  private void callOwner() {
    if (called.compareAndSet(false, true)) {
      owner.execute(
          () -> {
            called.set(false);
            next();
          });
    }
  }

  private void next() {
    if (inFlight) {
      return;
    }
    // Before the look into the queue: whoever adds after that look finds that they have to call.
    willLook = false;
    Pending<T, R> first = queue.peek();
    if (first == null) {
      return;
    }
    long pause = gathering.pause(queued.get(), first.since());
    if (pause == 0) {
      leave();
      return;
    }
    if (!timerIsSet) {
      timerIsSet = true;
      timer.after(
          pause,
          () -> {
            timerIsSet = false;
            next();
          });
    }
    willLook = true;
  }

  private void leave() {
    inFlight = true;
    willLook = true;
    List<Pending<T, R>> batch = take();
    gathering.left(batch.size());
    // compose, not a bare call: a commit that throws must still answer.
    Future.succeededFuture(batch.stream().map(Pending::item).toList())
        .compose(commit)
        .onComplete(
            result -> {
              inFlight = false;
              next(); // Before the answers: the database should not wait for us.
              if (result.succeeded()) {
                answer(batch, result.result());
              } else {
                batch.forEach(pending -> pending.answer().fail(result.cause()));
              }
            });
  }

  private List<Pending<T, R>> take() {
    List<Pending<T, R>> batch = new ArrayList<>();
    int bytes = 0;
    for (Pending<T, R> next = queue.peek();
        next != null && batch.size() < limits.itemsMax();
        next = queue.peek()) {
      bytes += size.applyAsInt(next.item());
      if (bytes > limits.bytesMax() && !batch.isEmpty()) {
        break;
      }
      batch.add(queue.remove());
    }
    queued.addAndGet(-batch.size());
    return batch;
  }

  private static <T, R> void answer(List<Pending<T, R>> batch, List<R> results) {
    for (int i = 0; i < batch.size(); i++) {
      batch.get(i).answer().complete(results.get(i));
    }
  }
}
