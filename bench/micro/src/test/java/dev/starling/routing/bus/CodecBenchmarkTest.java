package dev.starling.routing.bus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.bench.micro.Samples;
import dev.starling.wire.cluster.Deliver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodecBenchmarkTest {

  private final CodecBenchmark benchmark = new CodecBenchmark();

  @ParameterizedTest
  @ValueSource(ints = {1, 20})
  void whatIsDecodedIsWhatWasEncoded(int deliveries) {
    CodecBenchmark.Delivering state = new CodecBenchmark.Delivering();
    state.deliveries = deliveries;
    state.fill();

    assertThat(benchmark.encodeDeliver(state).length()).isGreaterThan(deliveries * 200);
    assertThat(benchmark.decodeDeliver(state))
        .isEqualTo(new Deliver(Samples.deliveries(deliveries)));
  }

  @Test
  void anAppendIsDecodedAsEncoded() {
    CodecBenchmark.Appending state = new CodecBenchmark.Appending();

    assertThat(benchmark.encodeAppend(state).toString()).contains(Samples.CLIENT_ID);
    assertThat(benchmark.decodeAppend(state).text()).isEqualTo(Samples.TEXT);
  }
}
