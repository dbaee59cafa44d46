package dev.starling.routing.directory;

import io.vertx.core.spi.cluster.ClusterManager;
import io.vertx.core.spi.cluster.NodeListener;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// The nodes that are in the cluster now, as the cluster manager sees them. Safe for use by any
/// thread; listeners are called on the cluster manager's threads.
public final class Members {

  private final String self;
  private final Set<String> present = ConcurrentHashMap.newKeySet();
  private final List<Consumer<String>> departures = new CopyOnWriteArrayList<>();

  /// To be made once for a clustered Vert.x, because a cluster manager has one listener.
  public Members(ClusterManager cluster) {
    this.self = cluster.getNodeId();
    cluster.nodeListener(
        new NodeListener() {
          @Override
          public void nodeAdded(String node) {
            present.add(node);
          }

          @Override
          public void nodeLeft(String node) {
            present.remove(node);
            departures.forEach(listener -> listener.accept(node));
          }
        });
    present.addAll(cluster.getNodes());
  }

  public String self() {
    return self;
  }

  public boolean contains(String node) {
    return present.contains(node);
  }

  public List<String> others() {
    return present.stream().filter(node -> !node.equals(self)).toList();
  }

  public int size() {
    return present.size();
  }

  public void onDeparture(Consumer<String> listener) {
    departures.add(listener);
  }
}
