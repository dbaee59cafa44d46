package dev.starling.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GroupCommitTest {

  private static final GroupCommit.Limits LIMITS =
      new GroupCommit.Limits(3, 100, 5, Duration.ofMillis(500));

  private final List<List<String>> batches = new ArrayList<>();
  private final List<Promise<List<String>>> inFlight = new ArrayList<>();
  private final GroupCommit<String, String> commits =
      new GroupCommit<>(LIMITS, String::length, this::commit);

  @Test
  void theFirstRequestLeavesAtOnce() {
    commits.add("a").onComplete(done -> {});

    assertThat(batches).containsExactly(List.of("a"));
  }

  @Test
  void whatComesMeanwhileLeavesTogetherAndInOrder() {
    commits.add("a").onComplete(done -> {});
    Future<String> b = commits.add("b");
    Future<String> c = commits.add("c");

    answer();
    answer();

    assertThat(batches).containsExactly(List.of("a"), List.of("b", "c"));
    assertThat(b.result()).isEqualTo("B");
    assertThat(c.result()).isEqualTo("C");
    assertThat(commits.isIdle()).isTrue();
  }

  @Test
  void aBatchHasALimitOfRequests() {
    for (String item : List.of("a", "b", "c", "d", "e")) {
      commits.add(item).onComplete(done -> {});
    }

    answer();

    assertThat(batches).containsExactly(List.of("a"), List.of("b", "c", "d"));
  }

  @Test
  void aBatchHasALimitOfBytesAndOneRequestAlwaysFits() {
    commits.add("a").onComplete(done -> {});
    commits.add("x".repeat(60)).onComplete(done -> {});
    commits.add("y".repeat(60)).onComplete(done -> {});
    commits.add("z".repeat(200)).onComplete(done -> {});

    answer();
    answer();
    answer();

    assertThat(batches)
        .extracting(batch -> batch.getFirst().length())
        .containsExactly(1, 60, 60, 200);
  }

  @Test
  void oneTooManyIsToldToTryLater() {
    commits.add("in flight").onComplete(done -> {});
    for (int i = 0; i < LIMITS.queuedMax(); i++) {
      commits.add("waiting").onComplete(done -> {});
    }

    Future<String> refused = commits.add("one too many");

    assertThat(refused.cause())
        .isInstanceOfSatisfying(
            Failure.TryLater.class,
            later -> {
              assertThat(later.code()).isEqualTo(ErrorCode.OVERLOADED);
              assertThat(later.after()).isEqualTo(Duration.ofMillis(500));
            });
  }

  @Test
  void aFailedBatchFailsItsRequestsAndTheNextOneGoesOn() {
    Future<String> a = commits.add("a");
    Future<String> b = commits.add("b");

    inFlight.removeFirst().fail("no");
    answer();

    assertThat(a.failed()).isTrue();
    assertThat(b.result()).isEqualTo("B");
  }

  @Test
  void aCommitThatThrowsStillAnswers() {
    GroupCommit<String, String> broken =
        new GroupCommit<>(
            LIMITS,
            String::length,
            batch -> {
              throw new IllegalStateException("a bug");
            });

    assertThat(broken.add("a").cause()).hasMessage("a bug");
    assertThat(broken.isIdle()).isTrue();
  }

  /// An owner that is a thread of its own, and commits that take a moment.
  @Test
  void requestsOfManyThreadsAreAllAnsweredInTheOrderOfEachAndSeldomWakeTheOwner() throws Exception {
    int threads = 4;
    int each = 5_000;
    AtomicInteger wakings = new AtomicInteger();
    List<String> committed = new ArrayList<>();
    try (ScheduledExecutorService owner = Executors.newSingleThreadScheduledExecutor();
        ExecutorService callers = Executors.newFixedThreadPool(threads)) {
      GroupCommit<String, String> shared =
          new GroupCommit<>(
              new GroupCommit.Limits(500, 1_000_000, threads * each, Duration.ofMillis(500)),
              String::length,
              batch -> {
                committed.addAll(batch);
                Promise<List<String>> promise = Promise.promise();
                owner.schedule(() -> promise.complete(batch), 200, TimeUnit.MICROSECONDS);
                return promise.future();
              },
              new Gathering(new Gathering.Rule(Duration.ofMillis(1), 100, 1_000), System::nanoTime),
              action -> {
                wakings.incrementAndGet();
                owner.execute(action);
              },
              (nanos, action) -> owner.schedule(action, nanos, TimeUnit.NANOSECONDS));
      List<java.util.concurrent.Future<List<Future<String>>>> adding =
          IntStream.range(0, threads)
              .mapToObj(
                  thread ->
                      callers.submit(
                          () ->
                              IntStream.range(0, each)
                                  .mapToObj(i -> shared.add(thread + ":" + i))
                                  .toList()))
              .toList();
      for (int thread = 0; thread < threads; thread++) {
        List<Future<String>> answers = adding.get(thread).get();
        for (int i = 0; i < each; i++) {
          assertThat(answers.get(i).await(30, TimeUnit.SECONDS)).isEqualTo(thread + ":" + i);
        }
      }
    }

    assertThat(committed).hasSize(threads * each);
    for (int thread = 0; thread < threads; thread++) {
      String prefix = thread + ":";
      assertThat(committed.stream().filter(item -> item.startsWith(prefix)))
          .containsExactlyElementsOf(IntStream.range(0, each).mapToObj(i -> prefix + i).toList());
    }
    assertThat(wakings.get()).isLessThan(threads * each / 10);
  }

  private Future<List<String>> commit(List<String> batch) {
    batches.add(batch);
    Promise<List<String>> promise = Promise.promise();
    inFlight.add(promise);
    return promise.future();
  }

  private void answer() {
    int latest = batches.size() - inFlight.size();
    inFlight.removeFirst().complete(batches.get(latest).stream().map(String::toUpperCase).toList());
  }
}
