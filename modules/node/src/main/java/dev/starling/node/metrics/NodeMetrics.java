package dev.starling.node.metrics;

import dev.starling.connection.Sockets;
import dev.starling.hooks.HookStats;
import dev.starling.messaging.sync.SyncStats;
import dev.starling.persistence.event.EventWriters;
import dev.starling.persistence.event.WriterListener;
import dev.starling.routing.Routing;
import dev.starling.search.IndexingStats;
import dev.starling.wire.CloseCode;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/// The meters of a node. The modules count in plain fields; here they get names and units.
public final class NodeMetrics implements AutoCloseable {

  private static final Duration[] BUCKETS =
      IntStream.of(1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000)
          .mapToObj(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collections = new JvmGcMetrics();

  public NodeMetrics() {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
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
    FunctionTimer.builder(
            "starling.bus.acknowledged",
            routing.router().stats(),
            stats -> stats.acknowledged().sum(),
            stats -> stats.acknowledgedNanos().sum(),
            TimeUnit.NANOSECONDS)
        .description("From sending a batch of deliveries to another node to its acknowledgement")
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

  /// To be given to the writers that [#watch] is told of.
  public WriterListener writerListener() {
    DistributionSummary sizes =
        DistributionSummary.builder("starling.writer.batch.messages")
            .description("Messages and actions in a committed batch")
            .serviceLevelObjectives(1, 2, 4, 8, 16, 32, 64, 128, 256, 512)
            .register(registry);
    Timer commits = timer("starling.writer.commit", "Time PostgreSQL takes for a batch");
    Timer appends =
        timer(
            "starling.append",
            "From handing a message or an action to a writer to its durable answer");
    return new WriterListener() {
      @Override
      public void committed(int writes, long nanos) {
        sizes.record(writes);
        commits.record(nanos, TimeUnit.NANOSECONDS);
      }

      @Override
      public void answered(long nanos) {
        appends.record(nanos, TimeUnit.NANOSECONDS);
      }
    };
  }

  public void watch(EventWriters writers) {
    Gauge.builder("starling.writer.waiting", writers, EventWriters::waiting)
        .description("Messages that wait for their commit on this node")
        .register(registry);
  }

  public void watch(SyncStats sync) {
    counter("live", "starling.deliveries", sync.live(), "Events written to sockets");
    counter("log", "starling.deliveries", sync.fromLog(), "Events written to sockets");
    FunctionCounter.builder("starling.deliveries.lost", sync.lost(), LongAdder::sum)
        .description("Deliveries that never came and that the reconciliation made good")
        .register(registry);
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

  public void watch(HookStats hooks) {
    hooks("push", "sent", hooks.pushed());
    hooks("push", "failed", hooks.pushFailed());
    hooks("event", "sent", hooks.hooked());
    hooks("event", "failed", hooks.hookFailed());
  }

  private void hooks(String kind, String outcome, LongAdder count) {
    FunctionCounter.builder("starling.hooks.requests", count, LongAdder::sum)
        .tag("kind", kind)
        .tag("outcome", outcome)
        .description("Requests to push servers and event hooks, by how they ended")
        .register(registry);
  }

  private void counter(String source, String name, LongAdder count, String description) {
    FunctionCounter.builder(name, count, LongAdder::sum)
        .tag("source", source)
        .description(description)
        .register(registry);
  }

  private Timer timer(String name, String description) {
    return Timer.builder(name)
        .description(description)
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }

  @Override
  public void close() {
    collections.close();
    registry.close();
  }
}
