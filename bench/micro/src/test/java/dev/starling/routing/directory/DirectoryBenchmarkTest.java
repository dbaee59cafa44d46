package dev.starling.routing.directory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DirectoryBenchmarkTest {

  @Test
  void whoIsElsewhereIsFoundAndWhoIsHereIsNot() {
    DirectoryBenchmark benchmark = new DirectoryBenchmark();
    benchmark.users = 20_000;
    benchmark.fill();

    assertThat(benchmark.nodesOfSomebodyElsewhere()).singleElement().asString().startsWith("node-");
    assertThat(benchmark.nodesOfSomebodyHere()).isEmpty();
    assertThat(benchmark.move()).isEqualTo(20_000);
  }
}
