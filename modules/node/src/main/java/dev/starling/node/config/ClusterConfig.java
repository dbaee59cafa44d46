package dev.starling.node.config;

import java.util.List;

/// How nodes find each other.
///
/// @param config a Hazelcast file, as in `cluster-config`; null for a node that stays alone
/// @param host the address other nodes reach this one at; null to let Hazelcast choose
/// @param port Hazelcast's port, 0 for what the file says
/// @param eventBusPort the event bus's port, 0 for any free one
/// @param members `host:port` of nodes to ask, for a file that joins by a list
/// @param tls of the event bus, which carries what people write
public record ClusterConfig(
    String config,
    String host,
    int port,
    int eventBusPort,
    List<String> members,
    BusTlsConfig tls) {

  public static final ClusterConfig DEFAULTS =
      new ClusterConfig(null, null, 0, 0, List.of(), BusTlsConfig.OFF);

  public ClusterConfig {
    members = List.copyOf(members);
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("cluster.port: " + port + " (expected: 0 to 65535)");
    }
    if (eventBusPort < 0 || eventBusPort > 65_535) {
      throw new IllegalArgumentException(
          "cluster.eventBusPort: " + eventBusPort + " (expected: 0 to 65535)");
    }
  }
}
