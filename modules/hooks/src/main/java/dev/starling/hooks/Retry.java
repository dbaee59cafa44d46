package dev.starling.hooks;

import dev.starling.outbound.Outbound.Answer;
import java.time.Duration;
import java.util.random.RandomGenerator;

/// When to try again: later with each failure, and never for all at the same moment.
record Retry(Duration min, Duration max, int attemptsMax, RandomGenerator random) {

  private static final int REASON_LENGTH_MAX = 300;

  static Retry of(HooksConfig config, RandomGenerator random) {
    return new Retry(config.retryAfterMin(), config.retryAfterMax(), config.attemptsMax(), random);
  }

  /// @param attempts failures in a row, this one included
  Duration after(int attempts) {
    long doubled = min.toMillis() << Math.min(attempts - 1, 30);
    long most = doubled <= 0 ? max.toMillis() : Math.min(doubled, max.toMillis());
    return Duration.ofMillis(most / 2 + random.nextLong(most / 2 + 1));
  }

  boolean isLast(int attempts) {
    return attempts >= attemptsMax;
  }

  /// What whoever looks after the hook reads. An answer's own words may help, some of them.
  static String reason(Answer answer) {
    String words = answer.body().toString().strip();
    return cut("answered " + answer.status() + (words.isEmpty() ? "" : ": " + words));
  }

  static String reason(Throwable cause) {
    String words =
        cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    return cut("no answer: " + words);
  }

  private static String cut(String reason) {
    String printable = reason.replaceAll("\\p{Cntrl}+", " ");
    return printable.substring(0, Math.min(printable.length(), REASON_LENGTH_MAX));
  }
}
