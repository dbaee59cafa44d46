package dev.starling.devservices;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/// The options that say what a node is and how its JVM runs.
final class NodeOptions {

  private static final int CLUSTER_PORT = 5701;

  @Option(
      names = "--node-jvm",
      paramLabel = "FLAGS",
      defaultValue = "-Xmx1g",
      description =
          "JVM flags of a node, after those of scripts/run-node (default: ${DEFAULT-VALUE}).")
  private String jvmFlags;

  @Option(
      names = "--node-roles",
      paramLabel = "ROLES",
      description = "What each node does, as scripts/run-node --roles (default: all).")
  private String roles;

  @Option(
      names = "--node-jar",
      paramLabel = "JAR",
      description = "What a node runs (default: modules/node/target/starling.jar).")
  private Path jar;

  /// Before anything is started, because it would end again at once.
  void requireJar() {
    if (!Files.exists(jar())) {
      throw new CannotStart(
          jar() + " is not built: run mvn -pl modules/node -am -DskipTests package.");
    }
  }

  /// One node for each HTTP port, each knowing all of them by their cluster ports.
  List<ProcessPart> nodes(Home home, Backing.Addresses services, List<Integer> httpPorts) {
    List<Integer> clusterPorts = new ArrayList<>();
    for (int index = 0; index < httpPorts.size(); index++) {
      clusterPorts.add(Ports.freeOr(CLUSTER_PORT + index));
    }
    String members =
        clusterPorts.stream()
            .map(port -> Server.HOST + ":" + port)
            .collect(Collectors.joining(","));
    List<ProcessPart> nodes = new ArrayList<>();
    for (int index = 0; index < httpPorts.size(); index++) {
      int httpPort = httpPorts.get(index);
      Map<String, String> environment = new TreeMap<>(services.environment());
      environment.put("STARLING_HTTP_PORT", Integer.toString(httpPort));
      environment.put("STARLING_CLUSTER_PORT", clusterPorts.get(index).toString());
      environment.put("STARLING_CLUSTER_MEMBERS", members);
      environment.put("STARLING_CLUSTER_CONFIG", clusterConfig().toString());
      environment.put("STARLING_CLUSTER_HOST", Server.HOST);
      environment.putIfAbsent("STARLING_LOG_FORMAT", "text");
      nodes.add(new ProcessPart(node(home, environment, httpPort), home));
    }
    return nodes;
  }

  private StarlingNode node(Home home, Map<String, String> environment, int httpPort) {
    return new StarlingNode(
        home,
        jar(),
        Jvm.flags(jvmFlags),
        roles == null ? List.of() : List.of("--roles", roles),
        environment,
        httpPort);
  }

  private Path jar() {
    return jar == null ? Repository.root().resolve("modules/node/target/starling.jar") : jar;
  }

  private static Path clusterConfig() {
    return Repository.root().resolve("cluster-config/tcp-ip/hazelcast.yaml");
  }
}
