package dev.starling.bench.load;

import dev.starling.bench.load.client.SetupException;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/// How to look for the highest rate that holds.
final class SteppingOptions {

  @Option(
      names = "--ramp",
      paramLabel = "FROM:TO:STEP",
      description = "One rate after the other, each for --duration, in place of --rate.")
  private String ramp;

  @Option(
      names = "--highest",
      description = "Look for the highest rate that holds, from --rate on, each for --duration.")
  private boolean highest;

  @Option(
      names = "--p95-limit",
      defaultValue = "200ms",
      converter = TimeSpan.class,
      description =
          "A rate holds when 95 %% of its messages are heard sooner, 99 %% of what is due is"
              + " delivered, and nothing is lost, doubled, reordered or refused (default:"
              + " ${DEFAULT-VALUE}).")
  private Duration p95Limit;

  /// Empty if only one rate is to be measured.
  Optional<Ladder> ladder(Settings settings) {
    SetupException.unless(
        ramp == null || !highest, "--highest: with --ramp (expected: one of the two)");
    if (ramp != null) {
      return Optional.of(Ladder.Ramp.parse(ramp));
    }
    return highest ? Optional.of(new Ladder.Highest(settings.rate())) : Optional.empty();
  }

  Duration p95Limit() {
    return p95Limit;
  }
}
