package dev.starling.connection;

import java.time.Duration;

/// What a socket may do, and how long.
///
/// @param socketsMax sockets of a node; one more is told to come back later
/// @param frameBytesMax the largest frame a client may send
/// @param writeQueueBytesMax past this many unsent bytes a socket is a slow reader
/// @param slowMax a slow reader is closed after this long
/// @param authenticateWithin a socket nobody has signed in on is closed after this
/// @param pingAfter a silent WebSocket is sent a ping after this
/// @param silentMax and closed after this; SockJS looks after its own
/// @param pollGapMax a SockJS client that has no request open for this long is gone: longer than a
///   phone loses its network for, or a busy machine its turn
/// @param framesPerSecond frames a client may send in the long run
/// @param framesBurst and at once; one more is told to try later
/// @param refusalsMax past this many refused frames in a row the socket is closed
/// @param commandsInFlightMax unanswered commands; past this many, the socket is not read
public record ConnectionConfig(
    int socketsMax,
    int frameBytesMax,
    int writeQueueBytesMax,
    Duration slowMax,
    Duration authenticateWithin,
    Duration pingAfter,
    Duration silentMax,
    Duration pollGapMax,
    int framesPerSecond,
    int framesBurst,
    int refusalsMax,
    int commandsInFlightMax) {

  public static final ConnectionConfig DEFAULTS =
      new ConnectionConfig(
          100_000,
          64 * 1024,
          64 * 1024,
          Duration.ofSeconds(30),
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofSeconds(75),
          Duration.ofSeconds(20),
          500,
          5_000,
          1_000,
          256);

  public ConnectionConfig {
    requirePositive("socketsMax", socketsMax);
    requirePositive("frameBytesMax", frameBytesMax);
    requirePositive("writeQueueBytesMax", writeQueueBytesMax);
    requirePositive("framesPerSecond", framesPerSecond);
    requirePositive("framesBurst", framesBurst);
    requirePositive("commandsInFlightMax", commandsInFlightMax);
    if (silentMax.compareTo(pingAfter) <= 0) {
      throw new IllegalArgumentException(
          "connection.silentMax: " + silentMax + " (expected: more than pingAfter)");
    }
    if (pollGapMax.toMillis() < 1_000) {
      throw new IllegalArgumentException(
          "connection.pollGapMax: " + pollGapMax + " (expected: at least 1 s)");
    }
  }

  private static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "connection." + name + ": " + value + " (expected: at least 1)");
    }
  }
}
