package dev.starling.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.starling.devservices.Services;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A node as an operator runs it: the jar, in a process of its own that can be killed.
final class NodeProcess implements AutoCloseable {

  private static final Duration START_WITHIN = Duration.ofSeconds(60);

  private final Process process;
  private final int port;

  private NodeProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /// As many nodes as there are ports, all on one database; ready when this returns.
  static List<NodeProcess> start(Services services, String databaseUri, int size) {
    List<Integer> clusterPorts = new ArrayList<>();
    List<Integer> httpPorts = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      clusterPorts.add(freePort());
      httpPorts.add(freePort());
    }
    String members =
        String.join(",", clusterPorts.stream().map(port -> "127.0.0.1:" + port).toList());
    List<NodeProcess> nodes = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      nodes.add(
          start(
              httpPorts.get(i),
              Map.ofEntries(
                  Map.entry("STARLING_HTTP_PORT", httpPorts.get(i).toString()),
                  Map.entry("STARLING_CLUSTER_CONFIG", clusterConfig()),
                  Map.entry("STARLING_CLUSTER_HOST", "127.0.0.1"),
                  Map.entry("STARLING_CLUSTER_PORT", clusterPorts.get(i).toString()),
                  Map.entry("STARLING_CLUSTER_MEMBERS", members),
                  Map.entry("STARLING_POSTGRES_URI", databaseUri),
                  Map.entry("STARLING_REDIS_URIS", services.redis().uri().toString()),
                  Map.entry(
                      "STARLING_ELASTICSEARCH_URIS", services.elasticsearch().uri().toString()),
                  Map.entry("STARLING_PASSWORDS_MEMORY_KIB", "1024"),
                  Map.entry("STARLING_PASSWORDS_ITERATIONS", "1"),
                  Map.entry("STARLING_LOG_FORMAT", "text"))));
    }
    nodes.forEach(NodeProcess::awaitReady);
    return nodes;
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  /// As `kill -9`.
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  /// As `kill -TERM`; the exit code.
  int terminate() {
    process.destroy();
    return process.onExit().join().exitValue();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public void close() {
    kill();
  }

  private static NodeProcess start(int port, Map<String, String> environment) {
    Path root = Path.of(System.getProperty("starling.root"));
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx400m",
            "-XX:TieredStopAtLevel=1",
            "-jar",
            root.resolve("modules/node/target/starling.jar").toString());
    builder.environment().putAll(environment);
    builder
        .redirectErrorStream(true)
        .redirectOutput(root.resolve("modules/node/target/node-" + port + ".log").toFile());
    try {
      return new NodeProcess(builder.start(), port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitReady() {
    await()
        .atMost(START_WITHIN)
        .ignoreExceptionsMatching(e -> e.getCause() instanceof ConnectException)
        .untilAsserted(
            () -> assertThat(new Rest(url(), null).get("/health/ready").status()).isEqualTo(200));
  }

  private static String clusterConfig() {
    return Path.of(System.getProperty("starling.root"))
        .resolve("cluster-config/tcp-ip/hazelcast.yaml")
        .toString();
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
