package dev.starling.bench.load;

import com.fasterxml.jackson.databind.JsonNode;
import dev.starling.bench.load.SearchBallast.Heard;
import dev.starling.bench.load.client.Person;
import dev.starling.bench.load.client.Rest;
import dev.starling.bench.load.measure.Schedule;
import dev.starling.bench.load.measure.Timings;
import dev.starling.bench.load.measure.Timings.Percentile;
import dev.starling.bench.load.report.Figure;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/// Questions asked in an open loop, one kind and one person after the other: how long each took
/// from when it was due. Owned by the event loop; counts and latency may be read from elsewhere.
final class Searching implements Sampler.Source {

  static final String ANSWERED = "answered";

  /// Somebody who searches.
  ///
  /// @param isBusy whether they are in many conversations
  /// @param heard what they may remember
  record Searcher(Person person, boolean isBusy, List<Heard> heard) {}

  private final Rest rest;
  private final SearchQuestions questions;
  private final List<Searcher> searchers;
  private final Schedule schedule;
  private final long firstMeasured;
  private final Map<SearchKind, Timings> byKind = new EnumMap<>(SearchKind.class);
  private final Map<SearchKind, Long> found = new EnumMap<>(SearchKind.class);
  private final Timings all = new Timings();
  private final Timings recent = new Timings();
  private final Timings busy = new Timings();
  private final LongAdder answeredWell = new LongAdder();
  private final Map<String, Long> errors = new TreeMap<>();
  private long asked;
  private long answered;

  /// @param firstMeasured the index of the first question whose time counts
  Searching(
      Rest rest,
      SearchQuestions questions,
      List<Searcher> searchers,
      Schedule schedule,
      long firstMeasured) {
    this.rest = rest;
    this.questions = questions;
    this.searchers = List.copyOf(searchers);
    this.schedule = schedule;
    this.firstMeasured = firstMeasured;
    for (SearchKind kind : SearchKind.values()) {
      byKind.put(kind, new Timings());
      found.put(kind, 0L);
    }
  }

  /// Completes when the last one has been asked.
  Future<Void> start(Vertx vertx, long count) {
    return new Pacer(vertx, schedule, count, this::ask).start();
  }

  boolean isSettled() {
    return asked == answered;
  }

  Map<String, Long> errors() {
    Map<String, Long> told = new TreeMap<>(errors);
    if (asked > answered) {
      told.put("search: no answer", asked - answered);
    }
    return told;
  }

  List<Figure> figures() {
    List<Figure> figures = new ArrayList<>(MixedFigures.times("search", "questions", all.all()));
    figures.addAll(
        MixedFigures.times(
            "search in %,d conversations".formatted(SearchBallast.MANY), "questions", busy.all()));
    byKind.forEach(
        (kind, timings) -> {
          Timings.Summary times = timings.all();
          figures.addAll(MixedFigures.times("search, " + kind.shown(), "questions", times));
          double share = times.count() == 0 ? 0 : 100.0 * found.get(kind) / times.count();
          figures.add(new Figure("search, " + kind.shown() + ", with hits", "%", share, 0));
        });
    return figures;
  }

  Map<String, List<Percentile>> curves() {
    Map<String, List<Percentile>> curves = new LinkedHashMap<>();
    curves.put("search", all.curve());
    byKind.forEach((kind, timings) -> curves.put("search, " + kind.shown(), timings.curve()));
    return curves;
  }

  @Override
  public Map<String, Long> counts() {
    return Map.of(ANSWERED, answeredWell.sum());
  }

  @Override
  public Timings.Summary latency() {
    return recent.sinceLast();
  }

  /// Kinds and people take turns, shifted against each other, so that each kind comes from each
  /// person.
  private void ask(long index) {
    asked++;
    SearchKind kind = SearchKind.values()[(int) (index % SearchKind.values().length)];
    Searcher searcher =
        searchers.get((int) ((index + index / SearchKind.values().length) % searchers.size()));
    rest.get(searcher.person(), questions.next(kind, searcher.heard()))
        .onComplete(
            done -> {
              answered++;
              if (done.failed()) {
                errors.merge(
                    "search, " + kind.shown() + ": " + done.cause().getMessage(), 1L, Long::sum);
              } else {
                answered(index, kind, searcher, done.result());
              }
            });
  }

  private void answered(long index, SearchKind kind, Searcher searcher, JsonNode answer) {
    long nanos = System.nanoTime() - schedule.dueAt(index);
    answeredWell.increment();
    recent.record(nanos);
    if (index < firstMeasured) {
      return;
    }
    all.record(nanos);
    byKind.get(kind).record(nanos);
    if (searcher.isBusy()) {
      busy.record(nanos);
    }
    if (!answer.path("items").isEmpty()) {
      found.merge(kind, 1L, Long::sum);
    }
  }
}
