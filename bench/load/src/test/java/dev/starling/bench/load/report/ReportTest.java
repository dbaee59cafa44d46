package dev.starling.bench.load.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.starling.bench.load.measure.Timings.Percentile;
import dev.starling.wire.json.Json;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class ReportTest {

  @TempDir private Path directory;

  @Test
  void theMedianIsTheMiddleOfOddlyManyAndBetweenTwoOfEvenlyMany() {
    assertThat(report(run(1, 5), run(2, 1), run(3, 3)).medians().getFirst().value()).isEqualTo(3);
    assertThat(report(run(1, 5), run(2, 1)).medians().getFirst().value()).isEqualTo(3);
    assertThat(report(run(1, 7)).medians().getFirst().value()).isEqualTo(7);
  }

  @Test
  void theTableHasAColumnForEachRunAndTheMedian() {
    String table = Table.of(report(run(1, 1_234.5), run(2, 1), run(3, 3)));

    assertThat(table.lines().toList())
        .containsExactly(
            "direct          run 1  run 2  run 3  median",
            "delivery p50  1,234.5    1.0    3.0     3.0  ms");
  }

  @Test
  void oneRunHasNoMedianAndWhatWentWrongStandsBelow() {
    RunResult run =
        new RunResult(
            1, run(1, 2).figures(), List.of("2 lost"), Map.of("X (1)", 3L), Map.of(), List.of());
    Report report = report(run);

    assertThat(Table.of(report).lines().toList())
        .containsExactly(
            "direct        run 1",
            "delivery p50    2.0  ms",
            "run 1: 3 × X (1)",
            "run 1: BROKEN PROMISE: 2 lost");
    assertThat(report.isSound()).isFalse();
    assertThat(report(run(1, 2)).isSound()).isTrue();
  }

  @Test
  void thePageNeedsNothingFromElsewhere() {
    String page = Html.page(report(run(1, 5), run(2, 1)));

    assertThat(page).doesNotContainIgnoringCase("http:").doesNotContainIgnoringCase("https:");
    assertThat(page).doesNotContain("<script", "<link", "<img", "@import", "src=");
    assertThat(page)
        .contains(
            "scripts/bench direct --rate 5", "abc1234", "delivery p50", "Latency by percentile");
  }

  @Test
  void whatOthersWroteIsText() {
    RunResult run =
        new RunResult(1, run(1, 2).figures(), List.of("<b>&"), Map.of(), Map.of(), List.of());

    assertThat(Html.page(report(run))).contains("&lt;b&gt;&amp;").doesNotContain("<b>&");
  }

  /// Each plot is well-formed, has a line for each name, and no point outside.
  @Test
  void plotsAreDrawnInsideTheirFrames() throws Exception {
    Matcher plots =
        Pattern.compile("<svg.*?</svg>", Pattern.DOTALL).matcher(Html.page(report(run(1, 5))));

    int count = 0;
    while (plots.find()) {
      count++;
      NodeList lines =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(plots.group())))
              .getElementsByTagName("polyline");
      assertThat(lines.getLength()).isPositive();
      for (int i = 0; i < lines.getLength(); i++) {
        String points = lines.item(i).getAttributes().getNamedItem("points").getNodeValue();
        assertThat(points.split(" ", -1))
            .hasSizeGreaterThan(1)
            .allSatisfy(
                point -> {
                  String[] xy = point.split(",", -1);
                  assertThat(Double.parseDouble(xy[0])).isBetween(0.0, 860.0);
                  assertThat(Double.parseDouble(xy[1])).isBetween(0.0, 260.0);
                });
      }
    }
    assertThat(count).isEqualTo(5);
  }

  @Test
  void severalRatesAreToldInTheirOrderAndNotAsRunsOfOne() {
    Report report = steps(false, true, true);

    assertThat(Table.of(report).lines().toList())
        .containsExactly(
            "direct        3,000/s  2,000/s  1,000/s",
            "delivery p50      1.0      1.0      1.0  ms",
            "",
            "rate   delivered %  p50 ms  p95 ms  p99 ms  server CPU µs/message  held",
            "1,000         99.9     1.0    20.0    30.0                  110.0  yes",
            "2,000         99.9     1.0    20.0    30.0                  110.0  yes",
            "3,000         99.9     1.0    20.0    30.0                  110.0  no: p95 300 ms",
            "The highest rate that held: 2,000/s.");
    assertThat(report.isSound()).isTrue();
    assertThat(Html.page(report))
        .contains("The highest rate that held: 2,000/s.", "Latency by rate", "<h2>3,000/s</h2>");
  }

  @Test
  void whatHeldAboveARateThatDidNotIsNoAnswer() {
    assertThat(Table.of(steps(true, false, true))).endsWith("held: 1,000/s.\n");
    assertThat(Table.of(steps(true, true, false))).endsWith("No rate held.\n");
    assertThat(steps(true, true, false).isSound()).isFalse();
  }

  @Test
  void axesHaveRoundNumbers() {
    assertThat(Plot.rounds(0, 97)).containsExactly(0.0, 20.0, 40.0, 60.0, 80.0);
    assertThat(Plot.rounds(-7, 30)).containsExactly(0.0, 10.0, 20.0, 30.0);
    assertThat(Plot.rounds(0, 0.5)).hasSize(6);
  }

  @Test
  void bothFilesAreWrittenAndTheFirstIsJson() throws IOException {
    Report report = report(run(1, 5));

    List<Path> files = new Results(directory.resolve("deep/results")).write("day-direct", report);

    assertThat(files)
        .extracting(file -> file.getFileName().toString())
        .containsExactly("day-direct.json", "day-direct.html");
    JsonNode json = Json.read(Files.readString(files.getFirst()), JsonNode.class);
    assertThat(json.path("scenario").asText()).isEqualTo("direct");
    assertThat(json.at("/runs/0/figures/0/value").asDouble()).isEqualTo(5);
    assertThat(json.at("/machine/cores").asInt()).isPositive();
    assertThat(json.at("/runs/0/curves/delivery/1/millis").asDouble()).isEqualTo(9);
    assertThat(Files.readString(files.getLast())).startsWith("<!doctype html>");
  }

  private static Report report(RunResult... runs) {
    return Report.of(
        "direct",
        "2026-11-24T10:00:00Z",
        "scripts/bench direct --rate 5",
        "abc1234",
        Map.of("rate", "5/s"),
        List.of(runs),
        List.of());
  }

  private static Report steps(boolean... held) {
    List<RunResult> runs = new ArrayList<>();
    List<Step> steps = new ArrayList<>();
    for (boolean each : held) {
      int rate = 1_000 * (held.length - steps.size());
      steps.add(new Step(rate, 99.9, 1, 20, 30, 110, each ? List.of() : List.of("p95 300 ms")));
      runs.add(run(steps.size(), 1));
    }
    return Report.of("direct", "", "", "", Map.of(), runs, steps);
  }

  private static RunResult run(int number, double p50) {
    List<Sample> samples = List.of(sample(-1, 10, 3), sample(0, 2_000, 5), sample(1, 1_990, 1_000));
    return new RunResult(
        number,
        List.of(new Figure("delivery p50", "ms", p50, 1)),
        List.of(),
        Map.of(),
        Map.of(
            "delivery",
            List.of(new Percentile(0, 1), new Percentile(90, 9), new Percentile(100, 90))),
        samples);
  }

  private static Sample sample(double at, double rate, double millis) {
    return new Sample(
        at,
        Map.of("sent", rate),
        Map.of("p50", millis),
        Map.of("node", 0.5),
        Map.of("node", 300.0));
  }
}
