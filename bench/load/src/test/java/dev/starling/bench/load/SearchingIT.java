package dev.starling.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.bench.load.FakeStarling.Fault;
import dev.starling.bench.load.SearchBallast.Acquaintance;
import dev.starling.bench.load.Searching.Searcher;
import dev.starling.bench.load.client.Rest;
import dev.starling.bench.load.measure.Schedule;
import dev.starling.bench.load.report.Figure;
import dev.starling.wire.ConversationId;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchingIT {

  private static final List<Acquaintance> KNOWN =
      List.of(new Acquaintance(new ConversationId(5), "ballast7"));
  private static final int EACH = 4;
  private static final int ASKED = EACH * SearchKind.values().length;

  @TempDir private Path folder;
  private Prose prose;

  @BeforeEach
  void write() throws IOException {
    prose = new SmallProse(folder).prose();
  }

  @Test
  void eachKindAsksWhatItIsCalled() {
    SearchQuestions questions = new SearchQuestions(prose);

    assertThat(questions.next(SearchKind.FROM, KNOWN)).contains("q=from%3Aballast7+");
    assertThat(questions.next(SearchKind.IN, KNOWN)).contains("q=in%3A" + new ConversationId(5));
    assertThat(questions.next(SearchKind.PHRASE, KNOWN)).contains("q=%22").endsWith("%22");
    assertThat(questions.next(SearchKind.DATES, KNOWN)).contains("after%3A20", "+before%3A20");
    assertThat(questions.next(SearchKind.NOT, KNOWN)).contains("+-");
    assertThat(questions.next(SearchKind.FACETS, KNOWN)).endsWith("&facets=true");
    assertThat(questions.next(SearchKind.CONTEXT, KNOWN)).endsWith("&context=2");
    assertThat(questions.next(SearchKind.RELEVANCE, KNOWN)).endsWith("&order=relevance");
    assertThat(questions.next(SearchKind.PART, KNOWN)).contains("q=%E");
  }

  @Test
  void twoRunsAskTheSame() {
    SearchQuestions one = new SearchQuestions(prose);
    SearchQuestions other = new SearchQuestions(prose);

    for (SearchKind kind : SearchKind.values()) {
      assertThat(one.next(kind, KNOWN)).isEqualTo(other.next(kind, KNOWN));
    }
  }

  @Test
  void questionsAreTimedByKindAndByWhoAsks() {
    Searching searching = asked(Fault.NONE);

    assertThat(searching.errors()).isEmpty();
    assertThat(value(searching, "search")).isEqualTo(ASKED - 1.0); // One is not measured.
    assertThat(value(searching, "search, a phrase")).isEqualTo(EACH);
    assertThat(value(searching, "search in 5,000 conversations")).isEqualTo(ASKED / 2.0 - 1);
    assertThat(value(searching, "search, a phrase, with hits")).isZero();
    assertThat(value(searching, "search, a phrase p95")).isPositive();
  }

  @Test
  void refusalsAreToldByKind() {
    Searching searching = asked(Fault.REFUSES);

    assertThat(searching.errors())
        .containsEntry("search, from:: HTTP 503 SEARCH_UNAVAILABLE", (long) EACH);
    assertThat(value(searching, "search")).isZero();
  }

  private Searching asked(Fault fault) {
    try (TestBench test = new TestBench(fault, 2)) {
      Bench bench = test.bench();
      List<Searcher> searchers =
          bench.register(2).stream()
              .map(person -> new Searcher(person, person.id().equals("u0"), KNOWN))
              .toList();
      Rest rest = bench.onLoop(() -> Future.succeededFuture(new Rest(bench.vertx(), 8)));
      Searching searching =
          new Searching(
              rest, new SearchQuestions(prose), searchers, new Schedule(System.nanoTime(), 500), 1);
      bench.onLoop(() -> searching.start(bench.vertx(), ASKED));
      Clocks.waitUntil(
          () -> bench.onLoop(() -> Future.succeededFuture(searching.isSettled())),
          Duration.ofSeconds(10));
      return searching;
    }
  }

  private static double value(Searching searching, String name) {
    return searching.figures().stream()
        .filter(figure -> figure.name().equals(name))
        .mapToDouble(Figure::value)
        .findFirst()
        .orElseThrow();
  }
}
