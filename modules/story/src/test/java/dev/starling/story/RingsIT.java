package dev.starling.story;

import static dev.starling.story.World.ALICE;
import static dev.starling.story.World.BOB;
import static dev.starling.story.World.CAROL;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.starling.devservices.RedisServer;
import dev.starling.devservices.Services;
import dev.starling.story.Rings.Found;
import dev.starling.story.redis.RedisConfig;
import dev.starling.story.redis.RedisCopy;
import dev.starling.story.redis.Script;
import dev.starling.wire.UserId;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Carol's ring, and everything that may happen between two steps of making it.
class RingsIT {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Instant LATER = NOON.plusSeconds(60);
  private static final int AUTHORS_MAX = 3;

  private static Services services;

  private Vertx vertx;
  private RedisServer server;
  private RedisCopy redis;
  private Rings rings;

  @BeforeAll
  static void startServices() {
    services = Services.separate();
  }

  @AfterAll
  static void endServices() {
    services.close();
  }

  @BeforeEach
  void open() {
    vertx = Vertx.vertx();
    server = services.redis();
    server.flushAll();
    RedisConfig config = RedisConfig.DEFAULTS.at(server.uri().toString());
    redis = new RedisCopy(vertx, config);
    redis.start().await();
    rings = new Rings(redis, config, AUTHORS_MAX, new Random(1));
  }

  @AfterEach
  void close() {
    redis.stop().await();
    vertx.close().await();
  }

  @Test
  void aRingNamesWhoeverHasAStoryThatHasNotExpired() {
    assertThat(complete(token(), 7, Map.of(ALICE, LATER, BOB, NOON))).isTrue();

    assertThat(read()).isEqualTo(new Found.Complete(7, List.of(ALICE)));
  }

  @Test
  void anEmptyRingIsCompleteToo() {
    assertThat(complete(token(), 7, Map.of())).isTrue();

    assertThat(read()).isEqualTo(new Found.Complete(7, List.of()));
  }

  @Test
  void oneAtATimeMakesIt() {
    String token = token();

    assertThat(read()).isInstanceOf(Found.Unusable.class);
    assertThat(complete(token, 7, Map.of())).isTrue();
  }

  @Test
  void aPushReachesACompleteRing() {
    made(Map.of(ALICE, NOON));

    push(ALICE, LATER);
    push(BOB, LATER);
    push(BOB, NOON);

    assertThat(((Found.Complete) read()).authors()).containsExactlyInAnyOrder(ALICE, BOB);
  }

  @Test
  void aPushMakesNoRing() {
    push(ALICE, LATER);

    assertThat(read()).isInstanceOf(Found.Missing.class);
  }

  @Test
  void aRingIsNotKeptWhenSomebodyWasPushedWhileItWasMade() {
    String token = token();
    push(ALICE, LATER);

    assertThat(complete(token, 7, Map.of())).isFalse();
    assertThat(read()).isInstanceOf(Found.Missing.class);
  }

  @Test
  void aRingIsNotKeptWhenRedisForgotWhileItWasMade() {
    String token = token();
    server.flushAll();

    assertThat(complete(token, 7, Map.of())).isFalse();
  }

  @Test
  void aRingIsNotKeptUnderTheTokenOfAnother() {
    String token = token();
    server.flushAll();
    String other = token();

    assertThat(complete(token, 7, Map.of(ALICE, LATER))).isFalse();
    assertThat(complete(other, 7, Map.of(BOB, LATER))).isTrue();
    assertThat(read()).isEqualTo(new Found.Complete(7, List.of(BOB)));
  }

  @Test
  void aRingOfAnOlderGenerationIsMadeAnew() {
    made(Map.of(ALICE, LATER));
    rings.noticed(8);

    assertThat(complete(token(), 8, Map.of())).isTrue();
    assertThat(read()).isEqualTo(new Found.Complete(8, List.of()));
  }

  @Test
  void whatAServerBringsBackFromDiskIsNotBelieved() {
    made(Map.of(ALICE, LATER));
    restart();

    assertThat(exists("feed:{3}")).isTrue();
    assertThat(read()).isInstanceOf(Found.Missing.class);
  }

  @Test
  void aRingIsNotKeptWhenTheServerStartedAnewWhileItWasMade() {
    String token = token();
    restart();

    assertThat(exists("feed:{3}")).isTrue();
    assertThat(complete(token, 7, Map.of())).isFalse();
    assertThat(read()).isInstanceOf(Found.Missing.class);
  }

  @Test
  void aRingDoesNotGrowPastItsLimit() {
    made(Map.of(ALICE, LATER, BOB, LATER));
    push(new UserId(4), LATER);
    assertThat(((Found.Complete) read()).authors()).hasSize(3);

    push(new UserId(5), LATER);
    assertThat(read()).isInstanceOf(Found.Missing.class);
  }

  @Test
  void aRingThatWouldBeTooLargeIsNotKept() {
    Map<UserId, Instant> many =
        Map.of(ALICE, LATER, BOB, LATER, new UserId(4), LATER, new UserId(5), LATER);

    assertThat(complete(token(), 7, many)).isFalse();
    assertThat(read()).isInstanceOf(Found.Unusable.class);
  }

  @Test
  void everyKeyExpires() {
    token();
    assertThat(secondsLeft()).isBetween(1L, 60L);
    server.flushAll();
    made(Map.of(ALICE, LATER));
    push(BOB, LATER);

    assertThat(secondsLeft()).isBetween(24 * 3_600L, 25 * 3_600L);
  }

  @Test
  void aPushReachesThousandsOfRings() {
    made(Map.of());
    List<UserId> viewers = LongStream.rangeClosed(1, 5_000).mapToObj(UserId::new).toList();

    assertThat(rings.push(viewers, ALICE, LATER).await()).isTrue();
    assertThat(((Found.Complete) read()).authors()).containsExactly(ALICE);
  }

  @Test
  void aPushThatRedisDoesNotConfirmHasFailed() {
    server.stop();

    assertThat(rings.push(List.of(CAROL), ALICE, LATER).await()).isFalse();
    assertThat(read()).isInstanceOf(Found.Unusable.class);

    server.start();
  }

  private Found read() {
    return rings.read(CAROL, NOON).await();
  }

  @CanIgnoreReturnValue
  private String token() {
    return ((Found.Missing) read()).token();
  }

  private void made(Map<UserId, Instant> authors) {
    assertThat(complete(token(), 7, authors)).isTrue();
  }

  private boolean complete(String token, long generation, Map<UserId, Instant> authors) {
    return rings.complete(CAROL, token, generation, authors).await();
  }

  private void push(UserId author, Instant expiresAt) {
    assertThat(rings.push(List.of(BOB, CAROL), author, expiresAt).await()).isTrue();
  }

  private void restart() {
    server.stop();
    server.start();
    Eventually.isTrue("connected again", () -> redis.ping().map(true).otherwise(false).await());
  }

  private boolean exists(String key) {
    return ask("return redis.call('exists', KEYS[1])", key) == 1;
  }

  private long secondsLeft() {
    return ask("return redis.call('ttl', KEYS[1])", "feed:{3}");
  }

  private long ask(String script, String key) {
    return redis
        .run(Script.of(script), List.of(RedisConfig.DEFAULTS.keyPrefix() + key), List.of())
        .await()
        .toLong();
  }
}
