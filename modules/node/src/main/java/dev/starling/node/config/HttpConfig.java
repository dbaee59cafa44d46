package dev.starling.node.config;

import java.time.Duration;

/// Where clients come in.
///
/// @param host the address to listen on
/// @param port sockets, REST, health and metrics; 0 for any free one
/// @param eventLoops servers that share the port, 0 for one per core
/// @param trustForwarded whether `X-Forwarded-For` names the client, which only a proxy of yours
///   may say
/// @param idleMax a connection on which nothing moves is closed after this
/// @param drainMax a node that stops takes at most this long to send its sockets elsewhere
public record HttpConfig(
    String host,
    int port,
    int eventLoops,
    boolean trustForwarded,
    Duration idleMax,
    Duration drainMax) {

  public static final HttpConfig DEFAULTS =
      new HttpConfig("0.0.0.0", 8080, 0, false, Duration.ofMinutes(2), Duration.ofSeconds(20));

  public HttpConfig {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("http.port: " + port + " (expected: 0 to 65535)");
    }
    if (eventLoops < 0) {
      throw new IllegalArgumentException(
          "http.eventLoops: " + eventLoops + " (expected: at least 0)");
    }
    if (idleMax.compareTo(Duration.ofSeconds(40)) < 0) {
      throw new IllegalArgumentException(
          "http.idleMax: " + idleMax + " (expected: at least 40s, heartbeats come every 30s)");
    }
  }

  public int servers() {
    return eventLoops == 0 ? Runtime.getRuntime().availableProcessors() : eventLoops;
  }
}
