package dev.starling.bench.load;

import dev.starling.bench.load.report.Figure;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/// How far the search index is behind, as the nodes tell their operators. Indexing may lag while
/// messages come fast, and has to catch up afterwards.
final class IndexBacklog {

  static final String CAUGHT_UP_AFTER = "index caught up after";

  private static final String WAITING = "starling_search_waiting ";
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

  /// Nodes look every two seconds: what they tell now may have been before the last message.
  private static final Duration SURE_AFTER = Duration.ofSeconds(3);

  private final Bench bench;

  IndexBacklog(Bench bench) {
    this.bench = bench;
  }

  /// What became of it: one figure, or one broken promise, or nothing where no node has an index.
  record CaughtUp(List<Figure> figures, List<String> broken) {}

  /// Waits until nothing waits any more.
  ///
  /// @param since when the last message was due, by [System#nanoTime]
  CaughtUp awaitEmpty(long since) {
    bench.progress("waiting for the search index");
    long emptySince = 0;
    boolean empty = false;
    for (long now = since; now - since < PATIENCE.toNanos(); now = System.nanoTime()) {
      OptionalLong waiting = waiting();
      if (waiting.isEmpty()) {
        return new CaughtUp(List.of(), List.of());
      }
      boolean was = empty;
      empty = waiting.getAsLong() == 0;
      emptySince = empty && !was ? System.nanoTime() : emptySince;
      if (empty && System.nanoTime() - emptySince > SURE_AFTER.toNanos()) {
        double seconds = Math.max(0, emptySince - since) / 1e9;
        return new CaughtUp(List.of(new Figure(CAUGHT_UP_AFTER, "s", seconds, 1)), List.of());
      }
      Clocks.waitFor(BETWEEN_LOOKS);
    }
    return new CaughtUp(
        List.of(),
        List.of("the index had not caught up %d s later".formatted(PATIENCE.toSeconds())));
  }

  /// Batches that wait, by the node that knows of most; empty when none tells.
  private OptionalLong waiting() {
    List<String> told =
        bench.onLoop(
            () -> bench.crowd().metrics().recover(gone -> Future.succeededFuture(List.of())));
    return told.stream()
        .flatMap(String::lines)
        .filter(line -> line.startsWith(WAITING))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(WAITING.length())))
        .max();
  }
}
