package dev.starling.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.bench.load.FakeStarling.Fault;
import dev.starling.bench.load.SearchBallast.Heard;
import dev.starling.bench.load.Searching.Searcher;
import dev.starling.bench.load.client.Rest;
import dev.starling.bench.load.measure.Schedule;
import dev.starling.bench.load.report.Figure;
import dev.starling.wire.ConversationId;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SearchingIT {

  private static final List<Heard> HEARD =
      List.of(heard("Nobody told me where the boats had gone."), heard("인터페이스는 하나만 확장할 수 있습니다."));
  private static final int EACH = 4;
  private static final int ASKED = EACH * SearchKind.values().length;

  @Test
  void eachKindAsksWhatItIsCalled() {
    SearchQuestions questions = new SearchQuestions(HEARD);

    assertThat(questions.next(SearchKind.FROM, HEARD)).contains("q=from%3Aballast7+");
    assertThat(questions.next(SearchKind.IN, HEARD)).contains("q=in%3A" + new ConversationId(5));
    assertThat(questions.next(SearchKind.PHRASE, HEARD)).contains("q=%22").endsWith("%22");
    assertThat(questions.next(SearchKind.DATES, HEARD))
        .contains("after%3A2026-11-13+before%3A2026-12-13+");
    assertThat(questions.next(SearchKind.NOT, HEARD)).contains("+-");
    assertThat(questions.next(SearchKind.FACETS, HEARD)).endsWith("&facets=true");
    assertThat(questions.next(SearchKind.CONTEXT, HEARD)).endsWith("&context=2");
    assertThat(questions.next(SearchKind.RELEVANCE, HEARD)).endsWith("&order=relevance");
    assertThat(questions.next(SearchKind.PART, HEARD)).contains("q=%E");
  }

  @Test
  void whatSomebodyHasNeverHeardTheyAskAsOthersWould() {
    SearchQuestions questions = new SearchQuestions(HEARD);

    assertThat(questions.next(SearchKind.PART, HEARD.subList(0, 1))).contains("q=%E");
  }

  @Test
  void twoRunsAskTheSame() {
    SearchQuestions one = new SearchQuestions(HEARD);
    SearchQuestions other = new SearchQuestions(HEARD);

    for (SearchKind kind : SearchKind.values()) {
      assertThat(one.next(kind, HEARD)).isEqualTo(other.next(kind, HEARD));
    }
  }

  @Test
  void questionsAreTimedByKindAndByWhoAsks() {
    Searching searching = asked(Fault.NONE);

    assertThat(searching.errors()).isEmpty();
    assertThat(value(searching, "search")).isEqualTo(ASKED - 1.0); // One is not measured.
    assertThat(value(searching, "search, a phrase")).isEqualTo(EACH);
    assertThat(value(searching, "search in 5,000 conversations")).isBetween(1.0, ASKED - 1.0);
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
              .map(person -> new Searcher(person, person.id().equals("u0"), HEARD))
              .toList();
      Rest rest = bench.onLoop(() -> Future.succeededFuture(new Rest(bench.vertx(), 8)));
      Searching searching =
          new Searching(
              rest, new SearchQuestions(HEARD), searchers, new Schedule(System.nanoTime(), 500), 1);
      bench.onLoop(() -> searching.start(bench.vertx(), ASKED));
      Clocks.waitUntil(
          () -> bench.onLoop(() -> Future.succeededFuture(searching.isSettled())),
          Duration.ofSeconds(10));
      return searching;
    }
  }

  private static Heard heard(String text) {
    return new Heard(
        new ConversationId(5), "ballast7", text, Instant.parse("2026-11-28T10:00:00Z"));
  }

  private static double value(Searching searching, String name) {
    return searching.figures().stream()
        .filter(figure -> figure.name().equals(name))
        .mapToDouble(Figure::value)
        .findFirst()
        .orElseThrow();
  }
}
