package dev.starling.routing.bus;

import dev.starling.bench.micro.Samples;
import dev.starling.routing.delivery.DeliverFormat;
import dev.starling.wire.cluster.Append;
import dev.starling.wire.cluster.Deliver;
import io.vertx.core.buffer.Buffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// What nodes send each other, into bytes and back: deliveries in batches, and the append of a node
/// without writers as an example of JSON.
public class CodecBenchmark {

  /// Batches of deliveries. The figure is for the batch.
  @State(Scope.Thread)
  public static class Delivering {

    @Param({"1", "20"})
    public int deliveries;

    private final RecordCodec<Deliver> codec =
        new RecordCodec<>(Deliver.class, new DeliverFormat());
    private Deliver batch;
    private Buffer encoded;

    @Setup
    public void fill() {
      batch = new Deliver(Samples.deliveries(deliveries));
      encoded = encodeWith(codec, batch);
    }
  }

  /// The append of a node without writers.
  @State(Scope.Thread)
  public static class Appending {

    private final RecordCodec<Append> codec =
        new RecordCodec<>(Append.class, WireFormat.json(Append.class));
    private final Append append =
        new Append(Samples.CONVERSATION, Samples.SENDER, Samples.CLIENT_ID, Samples.TEXT, null);
    private final Buffer encoded = encodeWith(codec, append);
  }

  @Benchmark
  public Buffer encodeDeliver(Delivering state) {
    return encodeWith(state.codec, state.batch);
  }

  @Benchmark
  public Deliver decodeDeliver(Delivering state) {
    return state.codec.decodeFromWire(0, state.encoded);
  }

  @Benchmark
  public Buffer encodeAppend(Appending state) {
    return encodeWith(state.codec, state.append);
  }

  @Benchmark
  public Append decodeAppend(Appending state) {
    return state.codec.decodeFromWire(0, state.encoded);
  }

  private static <T extends Record> Buffer encodeWith(RecordCodec<T> codec, T value) {
    Buffer out = Buffer.buffer();
    codec.encodeToWire(out, value);
    return out;
  }
}
