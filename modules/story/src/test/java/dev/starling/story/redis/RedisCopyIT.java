package dev.starling.story.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starling.devservices.RedisServer;
import dev.starling.devservices.Services;
import dev.starling.story.Eventually;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// With a server of its own, to break.
class RedisCopyIT {

  private static final Script ECHO = Script.of("return ARGV[1]");
  private static final Duration RECONNECT_AFTER = Duration.ofMillis(20);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static Services services;

  private Vertx vertx;
  private RedisServer server;
  private RedisConfig config;
  private RedisCopy redis;

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
    config = config(RedisConfig.DEFAULTS.answerWithin());
    redis = new RedisCopy(vertx, config);
    redis.start().await();
  }

  private RedisConfig config(Duration answerWithin) {
    return new RedisConfig(
        List.of(server.uri().toString()),
        false,
        null,
        "",
        answerWithin,
        RedisConfig.DEFAULTS.connectWithin(),
        RECONNECT_AFTER,
        RECONNECT_AFTER);
  }

  @AfterEach
  void close() {
    redis.stop().await();
    vertx.close().await();
  }

  @Test
  void aScriptRunsAlsoWhenRedisHasForgottenIt() {
    assertThat(echo("one")).isEqualTo("one");
    redis
        .run(Script.of("redis.call('script', 'flush') return 1"), List.of(), List.of())
        .otherwiseEmpty()
        .await();
    assertThat(echo("two")).isEqualTo("two");
  }

  /// The last one waits for all others, which on a busy machine takes longer than an answer may.
  @Test
  void manyQuestionsShareTheConnection() {
    RedisCopy patient = new RedisCopy(vertx, config(PATIENCE));
    patient.start().await();

    List<Future<Response>> answers =
        IntStream.range(0, 5_000)
            .mapToObj(i -> patient.run(ECHO, List.of(), List.of(String.valueOf(i))))
            .toList();
    Future.all(answers).await();

    assertThat(answers.get(4_999).result().toString()).isEqualTo("4999");
    patient.stop().await();
  }

  @Test
  void whatRedisRefusesIsNotThatItIsAway() {
    assertThatThrownBy(
            () ->
                redis
                    .run(Script.of("return redis.error_reply('no')"), List.of(), List.of())
                    .await())
        .isNotInstanceOf(RedisAway.class);
    redis.ping().await();
  }

  @Test
  void whileItIsAwayEveryQuestionFailsAndOnceItIsBackNone() {
    server.stop();
    assertAway();

    server.start();
    assertComesBack();
  }

  @Test
  void aServerThatHangsCostsItsFirstQuestionsTheirTimeAndTheOthersNothing() {
    server.pause();
    assertAway();
    long before = System.nanoTime();
    assertAway();
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(config.answerWithin());

    server.resume();
    assertComesBack();
  }

  @Test
  void nobodyNeedsRedisToStart() {
    server.stop();
    RedisCopy early = new RedisCopy(vertx, config);
    early.start().await();
    assertThatExceptionOfType(RedisAway.class).isThrownBy(() -> early.ping().await());

    server.start();
    Eventually.isTrue("connected", () -> early.ping().map(true).otherwise(false).await());
    early.stop().await();
  }

  @Test
  void onceStoppedItStaysAway() {
    redis.stop().await();

    assertAway();
  }

  private String echo(String text) {
    return redis.run(ECHO, List.of(), List.of(text)).await().toString();
  }

  private void assertAway() {
    assertThatExceptionOfType(RedisAway.class).isThrownBy(() -> redis.ping().await());
  }

  private void assertComesBack() {
    Eventually.isTrue("connected again", () -> redis.ping().map(true).otherwise(false).await());
  }
}
