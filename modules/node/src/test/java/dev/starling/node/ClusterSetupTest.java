package dev.starling.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import dev.starling.node.config.BusTlsConfig;
import dev.starling.node.config.ClusterConfig;
import dev.starling.node.config.ConfigException;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.http.ClientAuth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterSetupTest {

  private static final Path FOLDER = Path.of(System.getProperty("starling.root"), "cluster-config");

  @TempDir private Path folder;

  @Test
  void everyTopologyJoinsInItsOwnWayAndNoOther() throws IOException {
    try (Stream<Path> topologies = Files.list(FOLDER).filter(Files::isDirectory)) {
      assertThat(topologies.map(topology -> topology.getFileName().toString()))
          .containsExactlyInAnyOrder("multicast", "tcp-ip", "kubernetes");
    }
    assertThat(waysOfJoining("multicast")).containsExactly("multicast");
    assertThat(waysOfJoining("tcp-ip")).containsExactly("tcp-ip");
    assertThat(waysOfJoining("kubernetes")).containsExactly("kubernetes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"multicast", "tcp-ip", "kubernetes"})
  void aSilentPeerIsGoneAfterTenToFifteenSeconds(String topology) {
    Config config = ClusterSetup.hazelcast(at(topology));

    assertThat(Integer.parseInt(config.getProperty("hazelcast.max.no.heartbeat.seconds")))
        .isBetween(10, 15);
    assertThat(config.getProperty("hazelcast.heartbeat.interval.seconds")).isEqualTo("2");
    assertThat(config.getProperty("hazelcast.phone.home.enabled")).isEqualTo("false");
    assertThat(config.getClusterName()).isEqualTo("starling");
  }

  @Test
  void anOperatorsPropertyWins() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("hazelcast.yaml"),
            "hazelcast:\n  properties:\n    hazelcast.max.no.heartbeat.seconds: 15\n");

    assertThat(
            ClusterSetup.hazelcast(with(file.toString(), BusTlsConfig.OFF))
                .getProperty("hazelcast.max.no.heartbeat.seconds"))
        .isEqualTo("15");
  }

  @Test
  void theNodesOwnSettingsFillInWhatTheFileLeavesOpen() {
    String file = FOLDER.resolve("tcp-ip/hazelcast.yaml").toString();
    ClusterConfig cluster =
        new ClusterConfig(file, "10.0.0.1", 5801, 5901, List.of("10.0.0.2:5801"), BusTlsConfig.OFF);

    Config config = ClusterSetup.hazelcast(cluster);

    assertThat(config.getNetworkConfig().getPort()).isEqualTo(5801);
    assertThat(config.getNetworkConfig().getInterfaces().getInterfaces())
        .containsExactly("10.0.0.1");
    assertThat(config.getNetworkConfig().getJoin().getTcpIpConfig().getMembers())
        .containsExactly("10.0.0.2:5801");
    assertThat(ClusterSetup.eventBus(cluster).getHost()).isEqualTo("10.0.0.1");
    assertThat(ClusterSetup.eventBus(cluster).getPort()).isEqualTo(5901);
  }

  @Test
  void aFileThatIsMissingOrNoneOfHazelcastsIsNamed() throws IOException {
    Path wrong =
        Files.writeString(folder.resolve("wrong.yaml"), "hazelcast:\n  network:\n    prot: 1\n");

    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> ClusterSetup.hazelcast(with("nowhere.yaml", BusTlsConfig.OFF)))
        .withMessage("cluster.config: no file nowhere.yaml");
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> ClusterSetup.hazelcast(with(wrong.toString(), BusTlsConfig.OFF)))
        .withMessageStartingWith("cluster.config: " + wrong + ": ");
  }

  @Test
  void theBusNoticesASilentPeerAndNeverTrustsJustAnybody() {
    EventBusOptions plain = ClusterSetup.eventBus(ClusterConfig.DEFAULTS);
    EventBusOptions secure =
        ClusterSetup.eventBus(with(null, new BusTlsConfig("cert.pem", "key.pem", "ca.pem")));

    assertThat(plain.getClusterPingInterval()).isEqualTo(2_000);
    assertThat(plain.isTrustAll()).isFalse();
    assertThat(plain.isSsl()).isFalse();
    assertThat(secure.isSsl()).isTrue();
    assertThat(secure.isTrustAll()).isFalse();
    assertThat(secure.getClientAuth()).isEqualTo(ClientAuth.REQUIRED);
  }

  private static List<String> waysOfJoining(String topology) {
    JoinConfig join = ClusterSetup.hazelcast(at(topology)).getNetworkConfig().getJoin();
    return Stream.of(
            join.getMulticastConfig().isEnabled() ? "multicast" : "",
            join.getTcpIpConfig().isEnabled() ? "tcp-ip" : "",
            join.getKubernetesConfig().isEnabled() ? "kubernetes" : "",
            join.getAutoDetectionConfig().isEnabled() ? "auto" : "")
        .filter(way -> !way.isEmpty())
        .toList();
  }

  private static ClusterConfig at(String topology) {
    return with(FOLDER.resolve(topology).resolve("hazelcast.yaml").toString(), BusTlsConfig.OFF);
  }

  private static ClusterConfig with(String file, BusTlsConfig tls) {
    return new ClusterConfig(file, null, 0, 0, List.of(), tls);
  }
}
