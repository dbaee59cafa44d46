package dev.starling.story;

import dev.starling.story.redis.RedisConfig;
import dev.starling.story.redis.RedisCopy;
import dev.starling.story.redis.Script;
import dev.starling.wire.UserId;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// The rings in Redis: which authors may have a story for a viewer. May be called from any thread.
final class Rings {

  /// What became of the wish to read a ring.
  sealed interface Found {

    /// Everybody with a story for the viewer is in it, if the generation is the current one.
    record Complete(long generation, List<UserId> authors) implements Found {}

    /// There is none. Whoever gets this may make it: read first, then [#complete].
    record Missing(String token) implements Found {}

    /// Another one makes it, or Redis is away.
    record Unusable() implements Found {}
  }

  /// A ring is read by nodes whose clocks may be behind that of the node that filled it, so it also
  /// names authors whose stories have expired by so little.
  static final Duration CLOCKS_APART_MAX = Duration.ofMinutes(1);

  private static final Script READ = script("ring-read");
  private static final Script COMPLETE = script("ring-complete");
  private static final Script PUSH = script("ring-push");

  private static final Duration KEPT_FOR = Duration.ofHours(25);

  /// Longer than any read of PostgreSQL. Also the pause between two attempts to make a ring that
  /// turns out too large.
  private static final Duration TOKEN_FOR = Duration.ofSeconds(15);

  /// The fields of a complete ring that are no authors.
  private static final int FIELDS_OF_OUR_OWN = 2;

  /// Keys of one call of a script: what else waits for Redis waits less than a millisecond for it.
  private static final int KEYS_PER_CALL_MAX = 200;

  private final RedisCopy redis;
  private final String prefix;
  private final int keysPerCall;
  private final int authorsMax;
  private final RandomGenerator random;
  private final AtomicLong newestGeneration = new AtomicLong();

  /// @param random safe for use by any thread
  Rings(RedisCopy redis, RedisConfig config, int authorsMax, RandomGenerator random) {
    this.redis = redis;
    this.prefix = config.keyPrefix();
    this.keysPerCall =
        config.cluster() ? 1 : KEYS_PER_CALL_MAX; // A cluster has no call over slots.
    this.authorsMax = authorsMax;
    this.random = random;
  }

  /// Never fails.
  Future<Found> read(UserId viewer, Instant now) {
    String token = Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong());
    return redis
        .run(
            READ,
            List.of(key(viewer)),
            List.of(newestGeneration.toString(), token, String.valueOf(TOKEN_FOR.toMillis())))
        .map(answer -> found(answer, token, now))
        .otherwise(new Found.Unusable());
  }

  /// Whether it is kept: not when somebody was pushed, or Redis forgot or changed, since the token.
  ///
  /// @param generation the one that was current when the authors were read
  Future<Boolean> complete(
      UserId viewer, String token, long generation, Map<UserId, Instant> authors) {
    if (authors.size() > authorsMax) {
      return Future.succeededFuture(false);
    }
    List<String> arguments = new ArrayList<>(2 * authors.size() + 3);
    arguments.add(token);
    arguments.add(String.valueOf(generation));
    arguments.add(String.valueOf(KEPT_FOR.toMillis()));
    authors.forEach(
        (author, expiresAt) -> {
          arguments.add(String.valueOf(author.value()));
          arguments.add(String.valueOf(expiresAt.toEpochMilli()));
        });
    return redis
        .run(COMPLETE, List.of(key(viewer)), arguments)
        .map(answer -> answer.toInteger() == 1);
  }

  /// Whether the author is now in all of those rings that are complete. Never fails.
  Future<Boolean> push(List<UserId> viewers, UserId author, Instant expiresAt) {
    List<String> arguments =
        Stream.of(author.value(), expiresAt.toEpochMilli(), authorsMax + FIELDS_OF_OUR_OWN)
            .map(String::valueOf)
            .toList();
    List<String> keys = viewers.stream().map(this::key).toList();
    List<Future<Response>> calls = new ArrayList<>();
    for (int from = 0; from < keys.size(); from += keysPerCall) {
      int to = Math.min(from + keysPerCall, keys.size());
      calls.add(redis.run(PUSH, keys.subList(from, to), arguments));
    }
    return Future.all(calls).map(true).otherwise(false);
  }

  /// Rings of an older generation are not read any more.
  void noticed(long generation) {
    newestGeneration.accumulateAndGet(generation, Math::max);
  }

  /// The braces keep all keys of a viewer in one slot of a cluster.
  private String key(UserId viewer) {
    return prefix + "feed:{" + viewer.value() + "}";
  }

  private static Found found(Response answer, String token, Instant now) {
    return switch (answer.get(0).toInteger()) {
      case 0 -> new Found.Missing(token);
      case 1 -> complete(answer.get(1), now);
      default -> new Found.Unusable();
    };
  }

  private static Found complete(Response ring, Instant now) {
    long generation = 0;
    List<UserId> authors = new ArrayList<>(ring.size() / 2);
    for (int i = 0; i < ring.size(); i += 2) {
      String field = ring.get(i).toString();
      switch (field) {
        case "run" -> {}
        case "generation" -> generation = ring.get(i + 1).toLong();
        default -> {
          if (ring.get(i + 1).toLong() > now.toEpochMilli()) {
            authors.add(new UserId(Long.parseLong(field)));
          }
        }
      }
    }
    return new Found.Complete(generation, authors);
  }

  private static Script script(String name) {
    try (InputStream in = Rings.class.getResourceAsStream("/redis/" + name + ".lua")) {
      return Script.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
