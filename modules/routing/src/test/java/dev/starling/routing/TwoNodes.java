package dev.starling.routing;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.starling.routing.delivery.RoutingConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.test.fakecluster.FakeClusterManager;
import java.util.ArrayList;
import java.util.List;

/// Nodes that share a cluster in this JVM, each with its routing started.
public final class TwoNodes implements AutoCloseable {

  public record Node(Vertx vertx, FakeClusterManager cluster, Routing routing) {

    /// Leaves as a node does that is asked to.
    public void leave() {
      vertx.close().await();
    }
  }

  private final List<Node> nodes = new ArrayList<>();

  public TwoNodes() {
    FakeClusterManager.reset();
    join();
    join();
  }

  @CanIgnoreReturnValue
  public Node join() {
    FakeClusterManager cluster = new FakeClusterManager();
    Vertx vertx = Vertx.builder().withClusterManager(cluster).buildClustered().await();
    Routing routing = Routing.create(vertx, cluster, RoutingConfig.DEFAULTS);
    vertx.deployVerticle(routing.verticle()).await();
    Node node = new Node(vertx, cluster, routing);
    nodes.add(node);
    return node;
  }

  public Node one() {
    return nodes.get(0);
  }

  public Node two() {
    return nodes.get(1);
  }

  @Override
  public void close() {
    Future.join(nodes.stream().map(node -> node.vertx().close()).toList()).await();
  }
}
