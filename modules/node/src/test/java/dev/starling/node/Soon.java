package dev.starling.node;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.awaitility.core.ConditionFactory;

/// Waits for what takes milliseconds, and looks so often.
final class Soon {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private Soon() {}

  static ConditionFactory soon() {
    return await().atMost(PATIENCE).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(5));
  }
}
