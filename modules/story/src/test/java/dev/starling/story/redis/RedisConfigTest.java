package dev.starling.story.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vertx.redis.client.RedisClientType;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RedisConfigTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void aPasswordIsNotPrinted() {
    assertThat(RedisConfig.DEFAULTS.at("redis://user:hunter2@redis").toString())
        .doesNotContain("hunter2");
  }

  @Test
  void severalServersAreACluster() {
    List<String> uris = List.of("redis://one:6379", "redis://two:6379");

    assertThat(config(uris, true, SECOND).options().getType()).isEqualTo(RedisClientType.CLUSTER);
    assertThat(config(uris, true, SECOND).options().getEndpoints()).isEqualTo(uris);
    assertRefused("redis.uris", uris, false, SECOND);
  }

  @Test
  void aBadValueNamesItself() {
    assertRefused("redis.uris", List.of(), false, SECOND);
    assertRefused("redis.uris", List.of("http://one"), false, SECOND);
    assertRefused("redis.answerWithin", List.of("redis://one"), false, Duration.ZERO);
  }

  @Test
  void aServerByTlsHasToBeTheOneThatWasAskedFor() {
    RedisConfig config = config(List.of("rediss://one"), false, SECOND);

    assertThat(config.options().getNetClientOptions().getHostnameVerificationAlgorithm())
        .isEqualTo("HTTPS");
  }

  private static void assertRefused(
      String name, List<String> uris, boolean cluster, Duration answerWithin) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> config(uris, cluster, answerWithin))
        .withMessageStartingWith(name + ": ");
  }

  private static RedisConfig config(List<String> uris, boolean cluster, Duration answerWithin) {
    return new RedisConfig(uris, cluster, null, "", answerWithin, SECOND, SECOND, SECOND);
  }
}
