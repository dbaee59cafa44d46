package dev.starling.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.starling.wire.CloseCode;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What an operator sees of a healthy node. The names are documented: dashboards and alerts rest on
/// them.
class OperatingIT {

  private static TestCluster cluster;

  @BeforeAll
  static void start() {
    cluster = TestCluster.start(2);
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void aReadyNodeNamesEverythingItRestsOn() {
    Rest.Answer ready = new Rest(cluster.url(0), null).get("/health/ready");

    assertThat(ready.status()).isEqualTo(200);
    assertThat(ready.body().get("status").asText()).isEqualTo("ready");
    JsonNode checks = ready.body().get("checks");
    assertThat(checks.properties())
        .extracting(Map.Entry::getKey)
        .containsExactly("postgresql", "cluster", "redis", "elasticsearch");
    assertThat(checks)
        .allSatisfy(check -> assertThat(check.get("status").asText()).isEqualTo("up"));
    assertThat(new Rest(cluster.url(0), null).get("/health/live").status()).isEqualTo(200);
  }

  @Test
  void everyMetricThatIsDocumentedIsThere() {
    Metrics metrics = new Metrics(cluster.url(0));

    assertThat(metrics.names())
        .contains(
            "starling_sockets",
            "starling_sockets_closed_total",
            "starling_frames_in_total",
            "starling_frames_out_total",
            "starling_append_seconds_bucket",
            "starling_append_seconds_count",
            "starling_append_seconds_sum",
            "starling_writer_waiting",
            "starling_writer_batch_messages_bucket",
            "starling_writer_commit_seconds_bucket",
            "starling_deliveries_total",
            "starling_deliveries_lost_total",
            "starling_deliveries_dropped_total",
            "starling_bus_messages_total",
            "starling_bus_acknowledged_seconds_count",
            "starling_bus_acknowledged_seconds_sum",
            "starling_cluster_members",
            "starling_directory_remote_users",
            "starling_search_lag_seconds",
            "starling_search_waiting",
            "starling_search_indexed_total",
            "starling_search_failed_total",
            "starling_search_dead_letters_total",
            "starling_hooks_requests_total",
            "jvm_memory_used_bytes",
            "jvm_gc_memory_allocated_bytes_total",
            "jvm_threads_live_threads",
            "process_files_open_files",
            "process_files_max_files",
            "process_cpu_usage",
            "process_uptime_seconds");
    assertThat(Stream.of(CloseCode.values()).map(CloseCode::name))
        .allSatisfy(
            reason ->
                assertThat(metrics.samples())
                    .contains("starling_sockets_closed_total{reason=\"" + reason + "\"}"));
  }

  @Test
  void whatHappensIsCounted() {
    Person alice = cluster.person("alice", 0);
    Person bob = cluster.person("bob", 1);
    String chat = alice.directWith(bob);
    TestSocket a = alice.listening();
    TestSocket b = bob.listening();
    for (int i = 0; i < 10; i++) {
      a.say(chat, "m" + i, "text " + i).await();
    }
    await().untilAsserted(() -> assertThat(b.texts(chat)).hasSize(10));

    Metrics here = new Metrics(cluster.url(0));
    Metrics there = new Metrics(cluster.url(1));

    assertThat(here.value("starling_cluster_members")).isEqualTo(2);
    assertThat(here.value("starling_sockets")).isGreaterThanOrEqualTo(1);
    assertThat(here.value("starling_frames_in_total")).isGreaterThanOrEqualTo(11);
    assertThat(here.value("starling_append_seconds_count")).isGreaterThanOrEqualTo(10);
    assertThat(here.value("starling_append_seconds_sum")).isPositive();
    assertThat(here.value("starling_writer_batch_messages_sum")).isGreaterThanOrEqualTo(10);
    assertThat(here.value("starling_writer_commit_seconds_count")).isPositive();
    assertThat(here.value("starling_bus_messages_total")).isPositive();
    assertThat(here.value("starling_bus_acknowledged_seconds_count")).isPositive();
    assertThat(there.value("starling_deliveries_total{source=\"live\"}")).isPositive();
    await()
        .untilAsserted(
            () ->
                assertThat(new Metrics(cluster.url(0)).value("starling_writer_waiting")).isZero());
  }
}
