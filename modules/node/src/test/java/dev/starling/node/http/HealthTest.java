package dev.starling.node.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.node.http.Health.Check;
import dev.starling.node.http.Health.Report;
import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthTest {

  private final AtomicBoolean draining = new AtomicBoolean();

  @ParameterizedTest
  @CsvSource({
    "true,  true,  ready",
    "true,  false, degraded",
    "false, true,  not ready",
    "false, false, not ready"
  })
  void onlyWhatIsEssentialMakesANodeNotReady(boolean essential, boolean other, String status) {
    Report report = report(check("postgresql", true, essential), check("redis", false, other));

    assertThat(report.status()).isEqualTo(status);
    assertThat(report.isReady()).isEqualTo(essential);
    assertThat(report.checks()).containsOnlyKeys("postgresql", "redis");
    assertThat(report.checks().get("redis").status()).isEqualTo(other ? "up" : "down");
  }

  @Test
  void whatIsDownSaysWhy() {
    assertThat(report(check("redis", false, false)).checks().get("redis").reason())
        .isEqualTo("redis is away");
  }

  @Test
  void aNodeThatLeavesIsNotReadyHoweverWellItIs() {
    draining.set(true);

    assertThat(report(check("postgresql", true, true)).status()).isEqualTo("not ready");
  }

  @Test
  void aCheckThatThrowsIsDown() {
    Check broken =
        new Check(
            "cluster",
            true,
            () -> {
              throw new IllegalStateException("no cluster");
            });

    assertThat(report(broken).checks().get("cluster").reason()).isEqualTo("no cluster");
  }

  private Report report(Check... checks) {
    return new Health(List.of(checks), draining::get).report().await();
  }

  private static Check check(String name, boolean essential, boolean up) {
    return new Check(
        name,
        essential,
        () -> up ? Future.succeededFuture() : Future.failedFuture(name + " is away"));
  }
}
