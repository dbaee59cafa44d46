package dev.starling.story.redis;

import io.vertx.redis.client.RedisClientType;
import io.vertx.redis.client.RedisOptions;
import java.time.Duration;
import java.util.List;

/// Where Redis is, and how long anybody waits for it.
///
/// @param uris `redis://user:password@host:port`, may hold passwords: one server, or any nodes of a
///   cluster, which tell of the others
/// @param keyPrefix before every key, for a Redis that is not ours alone
/// @param answerWithin after this a command has failed, and the connection is made anew
/// @param connectWithin after this an attempt to connect has failed
/// @param reconnectAfterMin the wait before the second attempt; it doubles with each
/// @param reconnectAfterMax the longest one
public record RedisConfig(
    List<String> uris,
    boolean cluster,
    String keyPrefix,
    Duration answerWithin,
    Duration connectWithin,
    Duration reconnectAfterMin,
    Duration reconnectAfterMax) {

  public static final RedisConfig DEFAULTS =
      new RedisConfig(
          List.of("redis://127.0.0.1:6379"),
          false,
          "starling:",
          Duration.ofMillis(200),
          Duration.ofSeconds(1),
          Duration.ofMillis(100),
          Duration.ofSeconds(5));

  /// Commands of one connection without an answer yet; the client's own default is 2,048.
  private static final int IN_FLIGHT_MAX = 32_768;

  public RedisConfig {
    uris = List.copyOf(uris);
    if (uris.isEmpty() || (!cluster && uris.size() > 1)) {
      throw new IllegalArgumentException(
          "redis.uris: " + uris.size() + " of them (expected: one, or several with redis.cluster)");
    }
    if (!uris.stream().allMatch(uri -> uri.matches("(redis|rediss|unix)://.*"))) {
      throw new IllegalArgumentException("redis.uris: expected redis://user:password@host:port");
    }
    if (answerWithin.toMillis() < 1) {
      throw new IllegalArgumentException(
          "redis.answerWithin: " + answerWithin + " (expected: at least 1 ms)");
    }
    if (reconnectAfterMin.toMillis() < 1 || reconnectAfterMax.compareTo(reconnectAfterMin) < 0) {
      throw new IllegalArgumentException(
          "redis.reconnectAfterMin: "
              + reconnectAfterMin
              + " (expected: at least 1 ms and at most reconnectAfterMax)");
    }
  }

  public RedisConfig at(String uri) {
    return new RedisConfig(
        List.of(uri),
        cluster,
        keyPrefix,
        answerWithin,
        connectWithin,
        reconnectAfterMin,
        reconnectAfterMax);
  }

  RedisOptions options() {
    RedisOptions options =
        new RedisOptions()
            .setType(cluster ? RedisClientType.CLUSTER : RedisClientType.STANDALONE)
            .setMaxWaitingHandlers(IN_FLIGHT_MAX);
    uris.forEach(options::addConnectionString);
    return options;
  }

  @Override
  public String toString() {
    return "RedisConfig[uris=***, cluster=" + cluster + ", keyPrefix=" + keyPrefix + "]";
  }
}
