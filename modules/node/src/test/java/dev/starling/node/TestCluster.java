package dev.starling.node;

import static dev.starling.node.Soon.soon;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.starling.devservices.Ports;
import dev.starling.devservices.Services;
import dev.starling.node.config.ConfigLoader;
import dev.starling.node.config.NodeConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Real nodes with a real cluster manager in this JVM, on a database of their own.
public final class TestCluster implements AutoCloseable {

  private static final int NODES_MAX = 4;

  private final Map<String, String> settings = new HashMap<>();
  private final List<Integer> clusterPorts;
  private final List<Node> nodes = new ArrayList<>();
  private final Vertx clients = Vertx.vertx();

  private final Clock clock;

  private TestCluster(Services services, Map<String, String> overrides, Clock clock) {
    this.clock = clock;
    clusterPorts = IntStream.range(0, NODES_MAX).map(i -> Ports.free()).boxed().toList();
    settings.put("STARLING_HTTP_PORT", "0");
    settings.put("STARLING_HTTP_HOST", "127.0.0.1");
    settings.put("STARLING_HTTP_DRAIN_MAX", "1s");
    settings.put("STARLING_CLUSTER_CONFIG", clusterConfig());
    settings.put("STARLING_CLUSTER_HOST", "127.0.0.1");
    settings.put(
        "STARLING_CLUSTER_MEMBERS",
        clusterPorts.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(",")));
    settings.put("STARLING_POSTGRES_URI", services.postgres().newDatabase().uri().toString());
    settings.put("STARLING_REDIS_URIS", services.redis().uri().toString());
    settings.put("STARLING_ELASTICSEARCH_URIS", services.elasticsearch().uri().toString());
    settings.put("STARLING_ELASTICSEARCH_INDEX_PREFIX", "t" + Integer.toString(hashCode(), 36));
    settings.put("STARLING_MEDIA_FOLDER", mediaFolder());
    settings.put("STARLING_PASSWORDS_MEMORY_KIB", "1024");
    settings.put("STARLING_PASSWORDS_ITERATIONS", "1");
    settings.putAll(Floods.allowed());
    settings.putAll(overrides);
  }

  public static TestCluster start(int size) {
    return start(size, Services.shared(), Map.of());
  }

  /// @param overrides settings as in the environment
  public static TestCluster start(int size, Services services, Map<String, String> overrides) {
    return start(size, services, overrides, Clock.systemUTC());
  }

  /// @param clock of all nodes
  public static TestCluster start(
      int size, Services services, Map<String, String> overrides, Clock clock) {
    TestCluster cluster = new TestCluster(services, overrides, clock);
    for (int i = 0; i < size; i++) {
      cluster.add(Role.ALL);
    }
    return cluster;
  }

  @CanIgnoreReturnValue
  public int add(Set<Role> roles) {
    return add(roles, Map.of());
  }

  /// @param overrides settings of this node alone
  @CanIgnoreReturnValue
  public int add(Set<Role> roles, Map<String, String> overrides) {
    Map<String, String> own = new HashMap<>(settings);
    own.putAll(overrides);
    own.put("STARLING_CLUSTER_PORT", clusterPorts.get(nodes.size()).toString());
    NodeConfig config = ConfigLoader.load(null, own);
    nodes.add(Node.start(config, roles, clock).await());
    return nodes.size() - 1;
  }

  public int port(int node) {
    return nodes.get(node).port();
  }

  public List<Route> routes(int node) {
    return nodes.get(node).routes();
  }

  public String url(int node) {
    return "http://127.0.0.1:" + port(node);
  }

  /// How many people have a socket elsewhere, as this node knows: what passes, like a story's
  /// announcement, reaches only those it knows of.
  public long knownElsewhere(int node) {
    String name = "starling_directory_remote_users ";
    return new String(stranger(node).get("/metrics").raw().body(), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(name.length())))
        .sum();
  }

  /// A person's socket, once this other node knows of it.
  public TestSocket listeningKnownTo(int node, Person person) {
    long known = knownElsewhere(node);
    TestSocket listening = person.listening();
    soon().until(() -> knownElsewhere(node) > known);
    return listening;
  }

  /// Stops a node as SIGTERM does.
  public void stop(int node) {
    nodes.get(node).stop().await();
  }

  /// A person with an account, who speaks to this node.
  public Person person(String name, int node) {
    return Person.register(clients, url(node), name);
  }

  /// A client that has no account.
  public Rest stranger(int node) {
    return new Rest(url(node), null);
  }

  /// A socket that nobody has signed in on.
  public TestSocket anonymousSocket(int node) {
    return TestSocket.open(clients, url(node), null);
  }

  /// What the clients run on.
  Vertx clients() {
    return clients;
  }

  @Override
  public void close() {
    Future.join(nodes.stream().map(Node::stop).toList())
        .eventually(
            () -> clients.fileSystem().deleteRecursive(settings.get("STARLING_MEDIA_FOLDER")))
        .eventually(clients::close)
        .transform(done -> Future.succeededFuture())
        .await();
  }

  /// All nodes of a cluster share it.
  private static String mediaFolder() {
    try {
      return Files.createTempDirectory("starling-test-media").toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String clusterConfig() {
    return Path.of(System.getProperty("starling.root"))
        .resolve("cluster-config/tcp-ip/hazelcast.yaml")
        .toString();
  }
}
