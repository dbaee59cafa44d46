package dev.starling.bench.load.measure;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;
import org.HdrHistogram.SingleWriterRecorder;

/// How long one kind of thing took. One thread records, another one reads.
public final class Timings {

  private static final long SHORTEST_NANOS = 1_000;
  private static final long LONGEST_NANOS = 600_000_000_000L;
  private static final int DIGITS = 3;
  private static final double NANOS_PER_MILLI = 1e6;
  private static final int CURVE_TICKS_PER_HALVING = 5;

  private final SingleWriterRecorder recorder =
      new SingleWriterRecorder(SHORTEST_NANOS, LONGEST_NANOS, DIGITS);
  private final Histogram total = new Histogram(SHORTEST_NANOS, LONGEST_NANOS, DIGITS);
  private Histogram interval;

  /// What there is to say about many times, in milliseconds.
  public record Summary(
      long count, double p50, double p95, double p99, double p999, double max, double mean) {

    public static final Summary NOTHING = new Summary(0, 0, 0, 0, 0, 0, 0);
  }

  /// A point of the curve of percentiles.
  public record Percentile(double percentile, double millis) {}

  public void record(long nanos) {
    recorder.recordValue(Math.clamp(nanos, 0, LONGEST_NANOS));
  }

  /// What was recorded since the last call.
  public Summary sinceLast() {
    interval = recorder.getIntervalHistogram(interval);
    total.add(interval);
    return summary(interval);
  }

  /// Everything so far.
  public Summary all() {
    collect();
    return summary(total);
  }

  /// What was recorded since the last call, in letters and digits, for [#add] in another process.
  public String written() {
    interval = recorder.getIntervalHistogram(interval);
    total.add(interval);
    ByteBuffer bytes = ByteBuffer.allocate(interval.getNeededByteBufferCapacity());
    int length = interval.encodeIntoCompressedByteBuffer(bytes);
    return Base64.getEncoder().encodeToString(Arrays.copyOf(bytes.array(), length));
  }

  /// Records what others have written. To be called by the thread that records.
  public void add(String written) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(written));
      Histogram others = Histogram.decodeFromCompressedByteBuffer(bytes, SHORTEST_NANOS);
      for (HistogramIterationValue value : others.recordedValues()) {
        recorder.recordValueWithCount(
            Math.min(value.getValueIteratedTo(), LONGEST_NANOS),
            value.getCountAddedInThisIterationStep());
      }
    } catch (DataFormatException e) {
      throw new IllegalArgumentException("no timings: " + written, e);
    }
  }

  public List<Percentile> curve() {
    collect();
    List<Percentile> points = new ArrayList<>();
    for (HistogramIterationValue value : total.percentiles(CURVE_TICKS_PER_HALVING)) {
      points.add(
          new Percentile(
              value.getPercentileLevelIteratedTo(), value.getValueIteratedTo() / NANOS_PER_MILLI));
    }
    return points;
  }

  private void collect() {
    interval = recorder.getIntervalHistogram(interval);
    total.add(interval);
  }

  private static Summary summary(Histogram times) {
    if (times.getTotalCount() == 0) {
      return Summary.NOTHING;
    }
    return new Summary(
        times.getTotalCount(),
        millis(times, 50),
        millis(times, 95),
        millis(times, 99),
        millis(times, 99.9),
        times.getMaxValue() / NANOS_PER_MILLI,
        times.getMean() / NANOS_PER_MILLI);
  }

  private static double millis(Histogram times, double percentile) {
    return times.getValueAtPercentile(percentile) / NANOS_PER_MILLI;
  }
}
