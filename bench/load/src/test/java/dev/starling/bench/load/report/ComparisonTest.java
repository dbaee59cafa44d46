package dev.starling.bench.load.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonTest {

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({
    "ms,                        3 4 5, 1 2 2, BETTER",
    "ms,                        1 2 2, 3 4 5, WORSE",
    "/s,                        3 4 5, 1 2 2, WORSE",
    "/s,                        1 2 2, 3 4 5, BETTER",
    "µs per delivered message,  1 2 3, 4 5 6, WORSE",
    "parsecs,                   1 2 3, 4 5 6, DIFFERENT",
    "ms,                        1 2 3, 3 4 5, SAME",
    "ms,                        1 5 9, 2 2 3, SAME",
    "ms,                        2 2 2, 2 2 2, SAME",
    "ms,                        1,     7 8 9, SAME",
    "ms,                        7 8 9, 1,     SAME",
  })
  void onlyWhatIsBeyondTheSpreadOfTheRunsIsMarked(
      String unit, String before, String after, Verdict verdict) {
    assertThat(Verdict.of(spread(unit, before), spread(unit, after))).isEqualTo(verdict);
  }

  @Test
  void bothStandSideBySideWithTheRatioOfTheirMedians() throws IOException {
    Comparison comparison =
        Comparison.of(
            saved("5/s", figure("p50", 10, 12, 11), figure("same", 1, 2, 3)),
            saved("5/s", figure("p50", 5, 5, 6), figure("same", 2, 3, 1)));

    assertThat(ComparisonTable.of(comparison).lines().toList())
        .containsExactly(
            "before direct 2026-11-24T10:00:00Z, commit abc1234",
            "after  direct 2026-11-24T10:00:00Z, commit abc1234",
            "",
            "direct            before          after  ratio",
            "p50     11.0 (10.0–12.0)  5.0 (5.0–6.0)   0.45  ms  better",
            "same       2.0 (1.0–3.0)  2.0 (1.0–3.0)   1.00  ms");
  }

  @Test
  void whatIsNotTheSameIsSaidBeforeTheFigures() throws IOException {
    Comparison comparison =
        Comparison.of(
            saved("5/s", figure("gone", 1, 1), figure("p50", 0, 0)),
            saved("7/s", figure("p50", 1, 2), figure("new", 1, 1)));

    assertThat(comparison.caveats())
        .containsExactly("not the same: rate 5/s and 7/s", "only in one of the two: gone, new");
    assertThat(comparison.rows()).singleElement().extracting(Comparison.Row::ratio).isEqualTo("");
  }

  @Test
  void oneRunIsNotEnoughToMarkAnything() throws IOException {
    Comparison comparison =
        Comparison.of(saved("5/s", figure("p50", 1)), saved("5/s", figure("p50", 9)));

    assertThat(comparison.caveats()).singleElement().asString().contains("--runs 3");
    assertThat(comparison.rows().getFirst().verdict()).isEqualTo(Verdict.SAME);
  }

  @Test
  void thePageMarksWhatIsWorseAndNeedsNothingFromElsewhere() throws IOException {
    String page =
        ComparisonPage.of(
            Comparison.of(
                saved("5/s", figure("<p50>", 1, 2)), saved("7/s", figure("<p50>", 8, 9))));

    assertThat(page)
        .contains("<span class=\"worse\">WORSE</span>", "&lt;p50&gt;", "rate 5/s and 7/s")
        .doesNotContain("<script", "<link", "<img", "@import", "src=", "<p50>");
  }

  @Test
  void whatIsNoResultIsRefused() throws IOException {
    Path file = Files.writeString(directory.resolve("other.json"), "{\"nodes\": []}");

    assertThatThrownBy(() -> SavedReport.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("not a result");
  }

  private static Spread spread(String unit, String values) {
    Spread spread = Spread.nothing(unit, 1);
    for (String value : values.split(" ", -1)) {
      spread = spread.with(Double.parseDouble(value));
    }
    return spread;
  }

  private record Values(String name, double... ofRuns) {}

  private static Values figure(String name, double... ofRuns) {
    return new Values(name, ofRuns);
  }

  /// As written by a run and read again.
  private SavedReport saved(String rate, Values... figures) throws IOException {
    List<RunResult> runs =
        IntStream.range(0, figures[0].ofRuns().length)
            .mapToObj(
                run ->
                    new RunResult(
                        run + 1,
                        Arrays.stream(figures)
                            .map(f -> new Figure(f.name(), "ms", f.ofRuns()[run], 1))
                            .toList(),
                        List.of(),
                        Map.of(),
                        Map.of(),
                        List.of()))
            .toList();
    Report report =
        Report.of("direct", "2026-11-24T10:00:00Z", "", "abc1234", Map.of("rate", rate), runs);
    return SavedReport.read(new Results(directory).write("saved", report).getFirst());
  }
}
