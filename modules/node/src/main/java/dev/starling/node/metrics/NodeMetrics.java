package dev.starling.node.metrics;

import dev.starling.connection.Sockets;
import dev.starling.routing.Routing;
import dev.starling.search.IndexingStats;
import dev.starling.wire.CloseCode;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/// The meters of a node. The modules count in plain fields; here they get names and units.
public final class NodeMetrics implements AutoCloseable {

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collections = new JvmGcMetrics();

  public NodeMetrics() {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    collections.bindTo(registry);
  }

  /// In Prometheus' text format.
  public String scrape() {
    return registry.scrape();
  }

  public void watch(Routing routing) {
    Gauge.builder("starling.cluster.members", routing.members(), members -> members.size())
        .description("Nodes in the cluster, this one included")
        .register(registry);
    Gauge.builder("starling.directory.remote.users", routing.directory(), d -> d.remoteUsers())
        .description("Users with a socket on another node")
        .register(registry);
    FunctionCounter.builder(
            "starling.bus.messages",
            routing.router().stats(),
            stats -> stats.busMessages().doubleValue())
        .description("Batches of deliveries sent to other nodes")
        .register(registry);
    FunctionCounter.builder(
            "starling.deliveries.dropped",
            routing.router().stats(),
            stats -> stats.dropped().doubleValue())
        .description("Deliveries given up, which sockets then read from the log")
        .register(registry);
  }

  public void watch(Sockets sockets) {
    Gauge.builder("starling.sockets", sockets, Sockets::size)
        .description("Open sockets")
        .register(registry);
    FunctionCounter.builder("starling.frames.in", sockets, Sockets::framesIn)
        .description("Frames from clients")
        .register(registry);
    FunctionCounter.builder("starling.frames.out", sockets, Sockets::framesOut)
        .description("Frames to clients")
        .register(registry);
    for (CloseCode code : CloseCode.values()) {
      FunctionCounter.builder("starling.sockets.closed", sockets, all -> all.closed(code))
          .tag("reason", code.name())
          .description("Sockets closed by the server")
          .register(registry);
    }
  }

  public void watch(IndexingStats search) {
    Gauge.builder("starling.search.lag.seconds", search, stats -> stats.lag().toMillis() / 1e3)
        .description("Age of the oldest batch that is not indexed yet")
        .register(registry);
    Gauge.builder("starling.search.waiting", search, IndexingStats::waiting)
        .description("Batches that are not indexed yet")
        .register(registry);
    FunctionCounter.builder("starling.search.indexed", search, IndexingStats::indexed)
        .description("Messages indexed by this node")
        .register(registry);
    FunctionCounter.builder("starling.search.failed", search, IndexingStats::failed)
        .description("Attempts to index that failed and are repeated")
        .register(registry);
    FunctionCounter.builder("starling.search.dead.letters", search, IndexingStats::deadLetters)
        .description("Messages that Elasticsearch will never take")
        .register(registry);
  }

  @Override
  public void close() {
    collections.close();
    registry.close();
  }
}
