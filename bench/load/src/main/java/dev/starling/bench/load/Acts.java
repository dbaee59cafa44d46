package dev.starling.bench.load;

import dev.starling.bench.load.measure.Schedule;
import dev.starling.bench.load.measure.Timings;
import dev.starling.bench.load.report.Figure;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;

/// Everything that people do besides writing, in an open loop of its own: when each act is due, how
/// long it took from then, what failed. Owned by the event loop.
final class Acts {

  private static final long SEED = 20_261_124;

  private final Schedule schedule;
  private final long firstMeasured;
  private final Function<Act, Future<Void>> how;
  private final List<Act> deck = new ArrayList<>();
  private final Map<Act, Timings> timings = new EnumMap<>(Act.class);
  private final Map<Act, Long> unanswered = new EnumMap<>(Act.class);
  private final Map<String, Long> errors = new TreeMap<>();

  /// @param firstMeasured the index of the first act whose time counts
  Acts(Schedule schedule, long firstMeasured, Function<Act, Future<Void>> how) {
    this.schedule = schedule;
    this.firstMeasured = firstMeasured;
    this.how = how;
    for (Act act : Act.values()) {
      deck.addAll(Collections.nCopies(act.percent(), act));
      timings.put(act, new Timings());
      unanswered.put(act, 0L);
    }
    Collections.shuffle(deck, new Random(SEED));
  }

  /// Of all operations.
  static int percent() {
    int percent = 0;
    for (Act act : Act.values()) {
      percent += act.percent();
    }
    return percent;
  }

  /// Completes when the last one has begun.
  Future<Void> start(Vertx vertx, long count) {
    return new Pacer(vertx, schedule, count, this::begin).start();
  }

  boolean settled() {
    return unanswered.values().stream().allMatch(count -> count == 0);
  }

  /// How often each came, by name. Acts that were never answered are among them.
  Map<String, Long> errors() {
    Map<String, Long> all = new TreeMap<>(errors);
    unanswered.forEach(
        (act, count) -> {
          if (count > 0) {
            all.put(act.title() + ": no answer", count);
          }
        });
    return all;
  }

  List<Figure> figures() {
    List<Figure> figures = new ArrayList<>();
    timings.forEach(
        (act, times) -> figures.addAll(MixedFigures.times(act.title(), "operations", times.all())));
    return figures;
  }

  private void begin(long index) {
    Act act = deck.get((int) (index % deck.size()));
    unanswered.merge(act, 1L, Long::sum);
    how.apply(act)
        .onComplete(
            done -> {
              unanswered.merge(act, -1L, Long::sum);
              if (done.failed()) {
                errors.merge(act.title() + ": " + done.cause().getMessage(), 1L, Long::sum);
              } else if (index >= firstMeasured) {
                timings.get(act).record(System.nanoTime() - schedule.dueAt(index));
              }
            });
  }
}
