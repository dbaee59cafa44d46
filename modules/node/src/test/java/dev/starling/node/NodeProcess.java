package dev.starling.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.starling.devservices.Ports;
import dev.starling.devservices.Services;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// A node as an operator runs it: by `scripts/run-node`, in a process of its own that can be
/// killed.
final class NodeProcess implements AutoCloseable {

  private static final Duration START_WITHIN = Duration.ofSeconds(60);

  private final Process process;
  private final int port;
  private final Path log;

  private NodeProcess(Process process, int port, Path log) {
    this.process = process;
    this.port = port;
    this.log = log;
  }

  /// As many nodes as there are ports, all on one database; ready when this returns.
  static List<NodeProcess> start(Services services, String databaseUri, int size) {
    return start(services, databaseUri, size, Map.of());
  }

  /// @param overrides settings as in the environment
  static List<NodeProcess> start(
      Services services, String databaseUri, int size, Map<String, String> overrides) {
    return start(jar(), services, databaseUri, size, overrides);
  }

  /// @param jar what each runs
  static List<NodeProcess> start(
      Path jar, Services services, String databaseUri, int size, Map<String, String> overrides) {
    List<Integer> clusterPorts = new ArrayList<>();
    List<Integer> httpPorts = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      clusterPorts.add(Ports.free());
      httpPorts.add(Ports.free());
    }
    String members =
        String.join(",", clusterPorts.stream().map(port -> "127.0.0.1:" + port).toList());
    List<NodeProcess> nodes = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      Map<String, String> environment = new HashMap<>();
      environment.put("STARLING_HTTP_PORT", httpPorts.get(i).toString());
      environment.put("STARLING_CLUSTER_CONFIG", clusterConfig());
      environment.put("STARLING_CLUSTER_HOST", "127.0.0.1");
      environment.put("STARLING_CLUSTER_PORT", clusterPorts.get(i).toString());
      environment.put("STARLING_CLUSTER_MEMBERS", members);
      environment.put("STARLING_POSTGRES_URI", databaseUri);
      environment.put("STARLING_REDIS_URIS", services.redis().uri().toString());
      environment.put("STARLING_ELASTICSEARCH_URIS", services.elasticsearch().uri().toString());
      environment.put("STARLING_PASSWORDS_MEMORY_KIB", "1024");
      environment.put("STARLING_PASSWORDS_ITERATIONS", "1");
      environment.put("STARLING_LOG_FORMAT", "text");
      environment.putAll(Floods.allowed());
      environment.putAll(overrides);
      nodes.add(start(jar, httpPorts.get(i), environment));
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

  /// As `kill -TERM`; completes with the exit code.
  CompletableFuture<Integer> terminate() {
    process.destroy();
    return process.onExit().thenApply(Process::exitValue);
  }

  /// What it has logged so far.
  List<String> log() {
    try {
      return Files.readAllLines(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What its JVM was told.
  List<String> arguments() {
    return List.of(process.info().arguments().orElseThrow());
  }

  boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public void close() {
    kill();
  }

  /// The one that was built.
  static Path jar() {
    return root().resolve("modules/node/target/starling.jar");
  }

  private static Path root() {
    return Path.of(System.getProperty("starling.root"));
  }

  private static NodeProcess start(Path jar, int port, Map<String, String> environment) {
    Path log = root().resolve("modules/node/target/node-" + port + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(
            root().resolve("scripts/run-node").toString(),
            "--jar",
            jar.toString(),
            "--jvm",
            "-Xmx400m -XX:TieredStopAtLevel=1");
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    try {
      return new NodeProcess(builder.start(), port, log);
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
    return root().resolve("cluster-config/tcp-ip/hazelcast.yaml").toString();
  }
}
