package dev.starling.bench.load;

import java.time.Duration;
import picocli.CommandLine.Option;

/// The load, as far as it is the same thing in every scenario.
final class SharedOptions {

  @Option(
      names = "--users",
      defaultValue = "1000",
      description = "People, with a socket each (default: ${DEFAULT-VALUE}).")
  private int users;

  @Option(
      names = "--rate",
      defaultValue = "2000",
      description = "Messages a second, of all together (default: ${DEFAULT-VALUE}).")
  private double rate;

  @Option(
      names = "--duration",
      defaultValue = "30s",
      converter = TimeSpan.class,
      description = "How long to measure (default: ${DEFAULT-VALUE}).")
  private Duration duration;

  @Option(
      names = "--warm-up",
      defaultValue = "10s",
      converter = TimeSpan.class,
      description = "The same load before that, not measured (default: ${DEFAULT-VALUE}).")
  private Duration warmUp;

  @Option(
      names = "--text-bytes",
      defaultValue = "100",
      description = "Length of a message's text (default: ${DEFAULT-VALUE}).")
  private int textBytes;

  /// Longer than the 5 s in which the server promises to find what it failed to deliver.
  @Option(
      names = "--patience",
      defaultValue = "15s",
      converter = TimeSpan.class,
      description =
          "How long to wait in the end for what is on its way (default: ${DEFAULT-VALUE}).")
  private Duration patience;

  Settings settings() {
    return new Settings(users, rate, duration, warmUp, textBytes, patience);
  }
}
