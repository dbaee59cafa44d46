package dev.starling.hooks;

import dev.starling.wire.Secret;
import java.time.Duration;

/// What hooks may do, and how hard they try.
///
/// @param scanEvery how often the cluster looks for what changed
/// @param parallelMax requests of one node under way, of each kind
/// @param attemptsMax after so many failures in a row nobody tries any more
/// @param retryAfterMin the pause after a first failure; it doubles with each further one
/// @param retryAfterMax the longest pause
/// @param deadFor dead letters are kept for so long
/// @param eventHooksMax of one bot
/// @param incomingHooksMax of one bot in one conversation
/// @param incomingPerMinute messages through one incoming hook
/// @param subscriptionsMax browsers of one person
/// @param operatorToken opens the operator's routes; null for nobody
public record HooksConfig(
    PushConfig push,
    Duration scanEvery,
    int parallelMax,
    int attemptsMax,
    Duration retryAfterMin,
    Duration retryAfterMax,
    Duration deadFor,
    int eventHooksMax,
    int incomingHooksMax,
    int incomingPerMinute,
    int subscriptionsMax,
    Secret operatorToken) {

  public static final HooksConfig DEFAULTS =
      new HooksConfig(
          PushConfig.DEFAULTS,
          Duration.ofMillis(500),
          16,
          12,
          Duration.ofSeconds(5),
          Duration.ofHours(1),
          Duration.ofDays(30),
          10,
          20,
          60,
          20,
          null);

  private static final int OPERATOR_TOKEN_LENGTH_MIN = 16;

  public HooksConfig {
    checkPositive("scanEvery", scanEvery);
    checkAtLeast("parallelMax", parallelMax, 1);
    checkAtLeast("attemptsMax", attemptsMax, 1);
    checkPositive("retryAfterMin", retryAfterMin);
    if (retryAfterMax.compareTo(retryAfterMin) < 0) {
      throw refused("retryAfterMax", retryAfterMax, "at least retryAfterMin");
    }
    checkPositive("deadFor", deadFor);
    checkAtLeast("eventHooksMax", eventHooksMax, 0);
    checkAtLeast("incomingHooksMax", incomingHooksMax, 0);
    checkAtLeast("incomingPerMinute", incomingPerMinute, 1);
    checkAtLeast("subscriptionsMax", subscriptionsMax, 0);
    if (operatorToken != null && operatorToken.value().length() < OPERATOR_TOKEN_LENGTH_MIN) {
      throw refused("operatorToken", "***", "at least 16 characters");
    }
  }

  private static void checkPositive(String key, Duration value) {
    if (value.toMillis() < 1) {
      throw refused(key, value, "at least 1ms");
    }
  }

  private static void checkAtLeast(String key, int value, int min) {
    if (value < min) {
      throw refused(key, value, "at least " + min);
    }
  }

  private static IllegalArgumentException refused(String key, Object value, String expected) {
    return new IllegalArgumentException(
        "hooks." + key + ": " + value + " (expected: " + expected + ")");
  }
}
