package dev.starling.bench.load;

import dev.starling.bench.load.report.RunResult;
import dev.starling.bench.load.report.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// Runs a scenario at one rate after the other and judges which of them hold. Owned by the main
/// thread.
final class Stepping {

  /// What is being measured has been warm since the first step.
  private static final Duration WARM_UP_BETWEEN = Duration.ofSeconds(3);

  private static final double DELIVERED_PERCENT_MIN = 99;

  private final Scenario scenario;
  private final Bench bench;
  private final Duration p95Limit;
  private final List<RunResult> results = new ArrayList<>();
  private final List<Step> steps = new ArrayList<>();

  Stepping(Scenario scenario, Bench bench, Duration p95Limit) {
    this.scenario = scenario;
    this.bench = bench;
    this.p95Limit = p95Limit;
  }

  void climb(Ladder ladder) {
    for (OptionalDouble rate = ladder.next(steps); rate.isPresent(); rate = ladder.next(steps)) {
      RunResult result = scenario.run(bench.with(settings(rate.getAsDouble())), steps.size() + 1);
      Step step = judge(rate.getAsDouble(), result, p95Limit);
      results.add(result);
      steps.add(step);
      bench.say(
          "%,.0f/s: p95 %.1f ms, %s"
              .formatted(
                  step.rate(),
                  step.p95(),
                  step.held() ? "held" : "not held: " + String.join(", ", step.failures())));
    }
  }

  List<RunResult> results() {
    return results;
  }

  List<Step> steps() {
    return steps;
  }

  static Step judge(double rate, RunResult result, Duration p95Limit) {
    double delivered = result.figure(OpenLoop.DELIVERED_OF_DUE);
    double p95 = result.figure("delivery p95");
    List<String> failures = new ArrayList<>();
    if (!(p95 < p95Limit.toMillis())) {
      failures.add("p95 %,.0f ms".formatted(p95));
    }
    if (!(delivered >= DELIVERED_PERCENT_MIN)) {
      failures.add("delivered %.1f %%".formatted(delivered));
    }
    failures.addAll(result.broken());
    result.errors().forEach((name, count) -> failures.add(count + " × " + name));
    return new Step(
        rate,
        delivered,
        result.figure("delivery p50"),
        p95,
        result.figure("delivery p99"),
        result.figure(Figures.CPU_SERVER),
        failures);
  }

  private Settings settings(double rate) {
    Settings asked = bench.settings();
    boolean isFirst = steps.isEmpty() || asked.warmUp().compareTo(WARM_UP_BETWEEN) < 0;
    return asked.at(rate, isFirst ? asked.warmUp() : WARM_UP_BETWEEN);
  }
}
