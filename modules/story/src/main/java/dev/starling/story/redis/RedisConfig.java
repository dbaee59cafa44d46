package dev.starling.story.redis;

import dev.starling.wire.Secret;
import io.vertx.redis.client.RedisClientType;
import io.vertx.redis.client.RedisOptions;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/// Where Redis is, and how long anybody waits for it.
///
/// @param uris `redis://user:password@host:port`, may hold passwords: one server, or any nodes of a
///   cluster, which tell of the others
/// @param cluster whether they are nodes of a Redis Cluster
/// @param password for all of them, when the uris do not hold it; null for none
/// @param keyPrefix before every key, for a Redis that is not ours alone
/// @param answerWithin after this a command has failed, and the connection is made anew
/// @param connectWithin after this an attempt to connect has failed
/// @param reconnectAfterMin the wait before the second attempt; it doubles with each
/// @param reconnectAfterMax the longest one
public record RedisConfig(
    List<String> uris,
    boolean cluster,
    Secret password,
    String keyPrefix,
    Duration answerWithin,
    Duration connectWithin,
    Duration reconnectAfterMin,
    Duration reconnectAfterMax) {

  public static final RedisConfig DEFAULTS =
      new RedisConfig(
          List.of("redis://127.0.0.1:6379"),
          false,
          null,
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
    uris.forEach(RedisConfig::check);
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
        password,
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
    // A certificate is of use only when it is for the host that was asked for.
    options.getNetClientOptions().setHostnameVerificationAlgorithm("HTTPS");
    if (password != null) {
      options.setPassword(password.value());
    }
    uris.forEach(options::addConnectionString);
    return options;
  }

  /// Says what was expected and never what was found, which may hold a password.
  private static void check(String uri) {
    try {
      if (List.of("redis", "rediss", "unix").contains(URI.create(uri).getScheme())) {
        return;
      }
    } catch (RuntimeException e) {
      // Not a URI at all.
    }
    throw new IllegalArgumentException(
        "redis.uris: not one (expected: redis://user:password@host:port)");
  }

  @Override
  public String toString() {
    return "RedisConfig[uris=***, cluster=" + cluster + ", keyPrefix=" + keyPrefix + "]";
  }
}
