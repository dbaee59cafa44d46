package dev.starling.account;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/// Waits for what happens by itself, and not for ever.
final class Eventually {

  private static final Duration DEADLINE = Duration.ofSeconds(5);

  private Eventually() {}

  static void until(Vertx vertx, BooleanSupplier condition) {
    Instant end = Instant.now().plus(DEADLINE);
    while (!condition.getAsBoolean()) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError("not within " + DEADLINE);
      }
      vertx.timer(10).await();
    }
  }
}
