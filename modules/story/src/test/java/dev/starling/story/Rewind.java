package dev.starling.story;

import dev.starling.story.redis.RedisConfig;
import dev.starling.story.redis.RedisCopy;
import dev.starling.story.redis.Script;
import io.vertx.core.Vertx;
import java.util.List;

/// What a Redis does that comes back from an old file, or as a replica that was behind: it has lost
/// the last of what it had confirmed.
final class Rewind {

  private static final Script REMEMBER =
      Script.of(
          """
          for _, key in ipairs(redis.call('keys', 'old:*')) do redis.call('del', key) end
          for _, key in ipairs(redis.call('keys', 'starling:*')) do
            redis.call('hset', 'old:' .. key, unpack(redis.call('hgetall', key)))
          end
          """);

  private static final Script BRING_BACK =
      Script.of(
          """
          for _, key in ipairs(redis.call('keys', 'starling:*')) do redis.call('del', key) end
          for _, key in ipairs(redis.call('keys', 'old:*')) do
            redis.call('hset', string.sub(key, 5), unpack(redis.call('hgetall', key)))
          end
          """);

  private final RedisCopy redis;

  Rewind(Vertx vertx, RedisConfig config) {
    this.redis = new RedisCopy(vertx, config);
    redis.start().await();
  }

  void remember() {
    run(REMEMBER);
  }

  void bringBack() {
    run(BRING_BACK);
  }

  private void run(Script script) {
    Eventually.isTrue("Redis is there", () -> redis.ping().map(true).otherwise(false).await());
    redis.run(script, List.of(), List.of()).await();
  }

  void close() {
    redis.stop().await();
  }
}
