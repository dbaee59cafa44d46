package dev.starling.bench.load;

import dev.starling.bench.load.client.SetupException;
import dev.starling.bench.load.report.Step;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which rate is to be tried next, by what became of those before.
sealed interface Ladder {

  /// Empty when enough is known.
  OptionalDouble next(List<Step> tried);

  /// What it is called in the name of a report.
  String name();

  /// From one rate up to another one. After two in a row that do not hold, higher ones are not
  /// tried.
  record Ramp(double from, double to, double by) implements Ladder {

    private static final Pattern FORM = Pattern.compile("(\\d{1,7}):(\\d{1,7}):(\\d{1,7})");

    static Ramp parse(String text) {
      Matcher matcher = FORM.matcher(text);
      SetupException.unless(
          matcher.matches(), "--ramp: " + text + " (expected: FROM:TO:STEP, like 2000:12000:1000)");
      Ramp ramp =
          new Ramp(
              Double.parseDouble(matcher.group(1)),
              Double.parseDouble(matcher.group(2)),
              Double.parseDouble(matcher.group(3)));
      SetupException.unless(
          ramp.from > 0 && ramp.by > 0 && ramp.to >= ramp.from && ramp.to <= Settings.RATE_MAX,
          "--ramp: "
              + text
              + " (expected: from more than 0 up to no less, at most 1000000, by more than 0)");
      return ramp;
    }

    @Override
    public OptionalDouble next(List<Step> tried) {
      int count = tried.size();
      double next = from + by * count;
      boolean isHopeless = count >= 2 && !tried.getLast().held() && !tried.get(count - 2).held();
      return next > to || isHopeless ? OptionalDouble.empty() : OptionalDouble.of(next);
    }

    @Override
    public String name() {
      return "ramp";
    }
  }

  /// Doubles a rate while it holds, or halves it while it does not, and then closes in on the
  /// highest that holds.
  record Highest(double start) implements Ladder {

    /// What is known to hold and what is known not to are no further apart: runs of the same rate
    /// differ by as much.
    private static final double CLOSE_ENOUGH = 1.05;

    private static final double LOWEST = 1;

    @Override
    public OptionalDouble next(List<Step> tried) {
      if (tried.isEmpty()) {
        return OptionalDouble.of(start);
      }
      double failed =
          tried.stream()
              .filter(step -> !step.held())
              .mapToDouble(Step::rate)
              .min()
              .orElse(Double.POSITIVE_INFINITY);
      double held =
          tried.stream()
              .filter(step -> step.held() && step.rate() < failed)
              .mapToDouble(Step::rate)
              .max()
              .orElse(0);
      double next = between(held, failed);
      boolean isTried = next == held || next == failed;
      boolean isKnown = failed <= held * CLOSE_ENOUGH || isTried;
      isKnown |= next < LOWEST || next > Settings.RATE_MAX;
      return isKnown ? OptionalDouble.empty() : OptionalDouble.of(next);
    }

    @Override
    public String name() {
      return "highest";
    }

    private static double between(double held, double failed) {
      if (Double.isInfinite(failed)) {
        return held * 2;
      }
      return held == 0 ? failed / 2 : Math.rint((held + failed) / 2);
    }
  }
}
