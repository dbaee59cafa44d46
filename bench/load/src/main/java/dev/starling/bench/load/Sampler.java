package dev.starling.bench.load;

import dev.starling.bench.load.measure.Meter;
import dev.starling.bench.load.measure.Timings;
import dev.starling.bench.load.report.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Looks at a run once a second: for the plots, and for whoever watches. Owned by the main thread.
final class Sampler {

  private static final long EVERY_NANOS = Duration.ofSeconds(1).toNanos();

  private final Bench bench;
  private final Traffic traffic;
  private final long measuredFromNanos;
  private final List<Sample> samples = new ArrayList<>();
  private Traffic.Counts lastCounts;
  private Meter.Mark lastMark;

  /// @param measuredFromNanos second 0 of the samples
  Sampler(Bench bench, Traffic traffic, long measuredFromNanos) {
    this.bench = bench;
    this.traffic = traffic;
    this.measuredFromNanos = measuredFromNanos;
    this.lastCounts = traffic.counts();
    this.lastMark = bench.meter().mark();
  }

  List<Sample> samples() {
    return samples;
  }

  void sampleUntil(long endNanos, String phase) {
    // Counted back from the end, so that the last look is at the end.
    long left = Math.max(0, endNanos - System.nanoTime());
    long next = endNanos - left / EVERY_NANOS * EVERY_NANOS;
    while (next - endNanos <= 0) {
      Clocks.waitUntil(next);
      sample(phase);
      next += EVERY_NANOS;
    }
  }

  private void sample(String phase) {
    Meter.Mark mark = bench.meter().mark();
    Traffic.Counts counts = traffic.counts();
    double seconds = (mark.nanos() - lastMark.nanos()) / 1e9;
    if (seconds < 0.1) {
      return;
    }
    Map<String, Double> rates = new LinkedHashMap<>();
    rates.put("sent", (counts.sent() - lastCounts.sent()) / seconds);
    rates.put("acknowledged", (counts.acknowledged() - lastCounts.acknowledged()) / seconds);
    rates.put("delivered", (counts.delivered() - lastCounts.delivered()) / seconds);
    Map<String, Double> cores = new LinkedHashMap<>();
    Map<String, Double> memory = new LinkedHashMap<>();
    for (Meter.Use use : bench.meter().between(lastMark, mark)) {
      cores.put(use.server().name(), use.cores());
      memory.put(use.server().name(), use.memoryMib());
    }
    Timings.Summary latency = latency();
    double at = (mark.nanos() - measuredFromNanos) / 1e9;
    samples.add(new Sample(at, rates, latencies(latency), cores, memory));
    lastMark = mark;
    lastCounts = counts;
    tell(phase, at, rates, latency);
  }

  private Timings.Summary latency() {
    Timings.Summary warmUp = traffic.warmUp().sinceLast();
    Timings.Summary measured = traffic.delivery().sinceLast();
    return measured.count() > warmUp.count() ? measured : warmUp;
  }

  private static Map<String, Double> latencies(Timings.Summary latency) {
    Map<String, Double> latencies = new LinkedHashMap<>();
    if (latency.count() > 0) {
      latencies.put("p50", latency.p50());
      latencies.put("p95", latency.p95());
      latencies.put("p99", latency.p99());
    }
    return latencies;
  }

  private void tell(String phase, double at, Map<String, Double> rates, Timings.Summary latency) {
    bench.progress(
        "%s %4.0f s   sent %,.0f/s   delivered %,.0f/s   p50 %.1f  p95 %.1f  p99 %.1f  max %.0f ms"
            .formatted(
                phase,
                at,
                rates.get("sent"),
                rates.get("delivered"),
                latency.p50(),
                latency.p95(),
                latency.p99(),
                latency.max()));
  }
}
