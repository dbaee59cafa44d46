package dev.starling.node;

import dev.starling.node.config.ClusterConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;

/// A Vert.x that is a member of the cluster.
record Cluster(Vertx vertx, HazelcastClusterManager manager) {

  static Future<Cluster> join(ClusterConfig config) {
    HazelcastClusterManager manager = new HazelcastClusterManager(ClusterSetup.hazelcast(config));
    VertxOptions options =
        new VertxOptions()
            .setPreferNativeTransport(true)
            .setEventBusOptions(ClusterSetup.eventBus(config));
    return Vertx.builder()
        .with(options)
        .withClusterManager(manager)
        .buildClustered()
        .map(vertx -> new Cluster(vertx, manager));
  }

  /// Fails while this node is no active member.
  Future<Void> check() {
    return manager.isActive() && manager.getHazelcastInstance().getLifecycleService().isRunning()
        ? Future.succeededFuture()
        : Future.failedFuture("not a member of the cluster");
  }
}
