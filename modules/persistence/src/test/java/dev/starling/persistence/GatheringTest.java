package dev.starling.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Batches that gather, with a clock and a timer of the test's own.
class GatheringTest {

  private static final GroupCommit.Limits LIMITS =
      new GroupCommit.Limits(1_000, 1_000_000, 10_000, Duration.ofMillis(500));

  /// A rush is more than 100 a second, which is 10 of late.
  private static final Gathering.Rule RULE = new Gathering.Rule(Duration.ofMillis(10), 20, 100);

  private final List<Integer> batches = new ArrayList<>();
  private final List<Runnable> timers = new ArrayList<>();
  private final List<Long> pauses = new ArrayList<>();
  private long nanos;
  private final GroupCommit<String, String> commits =
      new GroupCommit<>(
          LIMITS,
          String::length,
          this::commit,
          new Gathering(RULE, () -> nanos),
          Runnable::run,
          (pause, action) -> {
            pauses.add(pause);
            timers.add(action);
          });

  @Test
  void fewNeverWait() {
    for (int i = 0; i < 9; i++) {
      add(1);
      pass(Duration.ofMillis(100));
    }

    assertThat(batches).hasSize(9);
    assertThat(timers).isEmpty();
  }

  @Test
  void inARushTheyGatherUntilTheFirstHasWaitedLongEnough() {
    rush();
    add(1);
    pass(Duration.ofMillis(4));
    add(2);

    assertThat(batches).isEmpty();
    assertThat(pauses).containsExactly(Duration.ofMillis(10).toNanos());

    pass(Duration.ofMillis(6));
    timers.removeFirst().run();

    assertThat(batches).containsExactly(3);
  }

  @Test
  void enoughLeaveAtOnceAndTheTimerFindsNothing() {
    rush();
    add(19);
    assertThat(batches).isEmpty();

    add(1);
    assertThat(batches).containsExactly(20);

    timers.removeFirst().run();
    assertThat(batches).containsExactly(20);
  }

  @Test
  void aTimerThatFiresForTheNextBatchDoesNotCutItShort() {
    rush();
    add(20);
    batches.clear();
    pass(Duration.ofMillis(5));
    add(1);
    pass(Duration.ofMillis(5));
    timers.removeFirst().run();

    assertThat(batches).isEmpty();
    assertThat(pauses.getLast()).isEqualTo(Duration.ofMillis(5).toNanos());

    pass(Duration.ofMillis(5));
    timers.removeFirst().run();
    assertThat(batches).containsExactly(1);
  }

  @Test
  void afterARushTheNextDoesNotWait() {
    rush();
    pass(Duration.ofSeconds(1));
    add(1);

    assertThat(batches).containsExactly(1);
    assertThat(timers).isEmpty();
  }

  /// Nine leave one by one, then there is a rush: the others wait until they are enough.
  private void rush() {
    add(9 + 20);
    assertThat(batches).hasSize(10).endsWith(20);
    timers.forEach(Runnable::run);
    batches.clear();
    timers.clear();
    pauses.clear();
  }

  private void add(int count) {
    for (int i = 0; i < count; i++) {
      commits.add("m").onComplete(done -> {});
    }
  }

  private void pass(Duration time) {
    nanos += time.toNanos();
  }

  private Future<List<String>> commit(List<String> batch) {
    batches.add(batch.size());
    return Future.succeededFuture(batch);
  }
}
