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

  /// What is looked at. May be read from another thread than the one that counts.
  interface Source {

    /// How often each thing has happened so far, by name.
    Map<String, Long> counts();

    /// How long those took that happened since the last call.
    Timings.Summary latency();
  }

  private final Bench bench;
  private final Source source;
  private final long measuredFromNanos;
  private final List<Sample> samples = new ArrayList<>();
  private Map<String, Long> lastCounts;
  private Meter.Mark lastMark;

  /// @param measuredFromNanos second 0 of the samples
  Sampler(Bench bench, Source source, long measuredFromNanos) {
    this.bench = bench;
    this.source = source;
    this.measuredFromNanos = measuredFromNanos;
    this.lastCounts = source.counts();
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
    Map<String, Long> counts = source.counts();
    double seconds = (mark.nanos() - lastMark.nanos()) / 1e9;
    if (seconds < 0.1) {
      return;
    }
    Map<String, Double> rates = new LinkedHashMap<>();
    counts.forEach((name, count) -> rates.put(name, (count - lastCounts.get(name)) / seconds));
    Map<String, Double> cores = new LinkedHashMap<>();
    Map<String, Double> memory = new LinkedHashMap<>();
    for (Meter.Use use : bench.meter().between(lastMark, mark)) {
      cores.put(use.server().name(), use.cores());
      memory.put(use.server().name(), use.memoryMib());
    }
    Timings.Summary latency = source.latency();
    double at = (mark.nanos() - measuredFromNanos) / 1e9;
    samples.add(new Sample(at, rates, latencies(latency), cores, memory));
    lastMark = mark;
    lastCounts = counts;
    tell(phase, at, rates, latency);
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
    StringBuilder line = new StringBuilder("%s %4.0f s".formatted(phase, at));
    rates.forEach((name, rate) -> line.append("   %s %,.0f/s".formatted(name, rate)));
    if (latency.count() > 0) {
      line.append(
          "   p50 %.1f  p95 %.1f  p99 %.1f  max %.0f ms"
              .formatted(latency.p50(), latency.p95(), latency.p99(), latency.max()));
    }
    bench.progress(line.toString());
  }
}
