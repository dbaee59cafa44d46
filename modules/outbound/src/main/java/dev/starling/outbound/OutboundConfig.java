package dev.starling.outbound;

import java.time.Duration;

/// How requests to other people's addresses are made.
///
/// @param allowPrivate whether addresses that are not public may be asked, and plain HTTP may be
///   spoken: for tests, and for hooks inside one's own network
/// @param connectWithin after this a connection has failed
/// @param answerWithin after this a request has failed, from looking up the name to the last byte
/// @param connectionsMax to one address at a time
public record OutboundConfig(
    boolean allowPrivate, Duration connectWithin, Duration answerWithin, int connectionsMax) {

  private static final Duration ANSWER_WITHIN_MAX = Duration.ofSeconds(20);

  public static final OutboundConfig DEFAULTS =
      new OutboundConfig(false, Duration.ofSeconds(3), Duration.ofSeconds(10), 8);

  public OutboundConfig {
    if (connectWithin.toMillis() < 1) {
      throw refused("connectWithin", connectWithin, "at least 1ms");
    }
    if (answerWithin.toMillis() < 1 || answerWithin.compareTo(ANSWER_WITHIN_MAX) > 0) {
      throw refused("answerWithin", answerWithin, "1ms to 20s");
    }
    if (connectionsMax < 1) {
      throw refused("connectionsMax", connectionsMax, "at least 1");
    }
  }

  public OutboundConfig allowingPrivate() {
    return new OutboundConfig(true, connectWithin, answerWithin, connectionsMax);
  }

  /// In this time at most, or sooner.
  public OutboundConfig answeringWithin(Duration most) {
    return answerWithin.compareTo(most) <= 0
        ? this
        : new OutboundConfig(allowPrivate, connectWithin, most, connectionsMax);
  }

  private static IllegalArgumentException refused(String key, Object value, String expected) {
    return new IllegalArgumentException(
        "outbound." + key + ": " + value + " (expected: " + expected + ")");
  }
}
