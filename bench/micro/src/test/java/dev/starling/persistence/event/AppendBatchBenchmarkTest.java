package dev.starling.persistence.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AppendBatchBenchmarkTest {

  @Test
  void aBatchIsAssembled() {
    AppendBatchBenchmark benchmark = new AppendBatchBenchmark();
    benchmark.size = 20;
    benchmark.fill();

    assertThat(benchmark.assemble()).isInstanceOf(AppendBatch.class);
    assertThat(benchmark.conversations()).isEqualTo(18);
  }
}
