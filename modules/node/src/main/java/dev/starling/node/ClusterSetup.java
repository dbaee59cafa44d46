package dev.starling.node;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.MultiMapConfig;
import com.hazelcast.config.NetworkConfig;
import com.hazelcast.config.YamlConfigBuilder;
import dev.starling.node.config.BusTlsConfig;
import dev.starling.node.config.ClusterConfig;
import dev.starling.node.config.ConfigException;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.io.FileNotFoundException;
import java.util.Map;

/// Hazelcast and the event bus as Starling needs them: the operator's file says how nodes find each
/// other, and what is not a matter of topology is set here.
final class ClusterSetup {

  /// A peer that is silent for this long is gone. Its process dying is noticed at once; this is for
  /// a host or a network that vanishes.
  private static final int SILENT_SECONDS_MAX = 12;

  private static final Map<String, String> PROPERTIES =
      Map.of(
          "hazelcast.heartbeat.interval.seconds", "2",
          "hazelcast.max.no.heartbeat.seconds", String.valueOf(SILENT_SECONDS_MAX),
          "hazelcast.graceful.shutdown.max.wait", "30",
          "hazelcast.phone.home.enabled", "false",
          "hazelcast.logging.type", "slf4j",
          "hazelcast.shutdownhook.enabled", "false",
          "hazelcast.socket.bind.any", "false");

  private static final int PING_MILLIS = 2_000;
  private static final int CONNECT_TIMEOUT_MILLIS = 2_000;

  private ClusterSetup() {}

  static Config hazelcast(ClusterConfig cluster) {
    Config config = cluster.config() == null ? alone() : read(cluster.config());
    PROPERTIES.forEach(
        (name, value) -> {
          if (config.getProperty(name) == null) {
            config.setProperty(name, value);
          }
        });
    config.getJetConfig().setEnabled(false);
    NetworkConfig network = config.getNetworkConfig();
    if (cluster.port() != 0) {
      network.setPort(cluster.port()).setPortAutoIncrement(false);
    }
    if (cluster.host() != null) {
      network.getInterfaces().setEnabled(true).clear().addInterface(cluster.host());
    }
    if (!cluster.members().isEmpty()) {
      network.getJoin().getTcpIpConfig().setMembers(cluster.members());
    }
    // What vertx-hazelcast keeps registrations and node infos in.
    return config
        .addMultiMapConfig(
            new MultiMapConfig("__vertx.subs")
                .setBackupCount(1)
                .setValueCollectionType(MultiMapConfig.ValueCollectionType.SET))
        .addMapConfig(new MapConfig("__vertx.nodeInfo").setBackupCount(1));
  }

  static EventBusOptions eventBus(ClusterConfig cluster) {
    EventBusOptions options =
        new EventBusOptions()
            .setPort(cluster.eventBusPort())
            .setClusterPingInterval(PING_MILLIS)
            .setClusterPingReplyInterval(PING_MILLIS)
            .setConnectTimeout(CONNECT_TIMEOUT_MILLIS)
            .setTrustAll(false);
    if (cluster.tls().isOn()) {
      secure(options, cluster.tls());
    }
    return cluster.host() == null ? options : options.setHost(cluster.host());
  }

  /// Each side shows a certificate, and takes the other's only from the authority of both.
  private static void secure(EventBusOptions options, BusTlsConfig tls) {
    options
        .setSsl(true)
        .setClientAuth(ClientAuth.REQUIRED)
        .setKeyCertOptions(
            new PemKeyCertOptions().setCertPath(tls.certFile()).setKeyPath(tls.keyFile()))
        .setTrustOptions(new PemTrustOptions().addCertPath(tls.caFile()));
  }

  private static Config alone() {
    Config config = new Config().setClusterName("starling-alone");
    JoinConfig join = config.getNetworkConfig().getJoin();
    join.getAutoDetectionConfig().setEnabled(false);
    join.getMulticastConfig().setEnabled(false);
    config.getNetworkConfig().getInterfaces().setEnabled(true).addInterface("127.0.0.1");
    return config;
  }

  private static Config read(String file) {
    try {
      return new YamlConfigBuilder(file).build();
    } catch (FileNotFoundException e) {
      throw new ConfigException("cluster.config: no file " + file);
    } catch (RuntimeException e) {
      throw new ConfigException("cluster.config: " + file + ": " + e.getMessage());
    }
  }
}
