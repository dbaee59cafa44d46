package dev.starling.bench.load.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starling.bench.load.client.SetupException;
import dev.starling.bench.load.measure.Server;
import dev.starling.bench.load.measure.Server.Group;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Profiles another JVM, as it does a node.
class FlameGraphsIT {

  @TempDir private Path results;

  private final List<String> said = new ArrayList<>();
  private BusyProgram program;

  @BeforeEach
  void start() throws IOException {
    program = BusyProgram.start();
    program.work();
  }

  @AfterEach
  void end() {
    program.close();
  }

  @Test
  void aGraphShowsWhatTookTheTime() throws IOException {
    try (FlameGraphs graphs = graphs(Profile.CPU)) {
      graphs.begin("report");
      program.work();
      graphs.end();

      assertThat(graphs.files()).containsExactly(results.resolve("report-node1-cpu.html"));
    }
    assertThat(page("report-node1-cpu.html")).contains("burnTimeAndMemory", "node 1 cpu");
    assertThat(said).isEmpty();
  }

  @Test
  void aGraphShowsWhatWasAllocated() throws IOException {
    try (FlameGraphs graphs = graphs(Profile.ALLOC)) {
      graphs.begin("report");
      program.work();
    }

    assertThat(page("report-node1-alloc.html")).contains("burnTimeAndMemory", "char[]");
  }

  @Test
  void whatWasBeforeARestartIsForgotten() throws IOException {
    try (FlameGraphs graphs = graphs(Profile.ALLOC)) {
      graphs.begin("report");
      program.work();
      graphs.restart();
    }

    assertThat(page("report-node1-alloc.html")).doesNotContain("burnTimeAndMemory");
  }

  @Test
  void oneRunAfterTheOtherHasItsOwn() throws IOException {
    try (FlameGraphs graphs = graphs(Profile.CPU)) {
      graphs.begin("run1");
      graphs.end();
      graphs.begin("run2");
      program.work();
      graphs.end();
    }

    assertThat(page("run1-node1-cpu.html")).doesNotContain("burnTimeAndMemory");
    assertThat(page("run2-node1-cpu.html")).contains("burnTimeAndMemory");
  }

  @Test
  void aNodeThatEndedMeanwhileIsSaidSoAndNoFailure() throws IOException {
    try (FlameGraphs graphs = graphs(Profile.CPU)) {
      graphs.begin("report");
      program.close();
      graphs.end();

      assertThat(graphs.files()).isEmpty();
    }
    assertThat(said).singleElement().asString().startsWith("No flame graph of node 1: ");
  }

  @Test
  void aNodeThatIsNotThereIsSaidSo() {
    program.close();

    try (FlameGraphs graphs = graphs(Profile.CPU)) {
      assertThatThrownBy(() -> graphs.begin("report"))
          .isInstanceOf(SetupException.class)
          .hasMessageStartingWith("Cannot profile node 1: ");
    }
  }

  private FlameGraphs graphs(Profile profile) {
    Server node = new Server("node 1", program.pid(), Group.NODE);
    return FlameGraphs.of(profile, List.of(node), results, said::add);
  }

  private String page(String name) throws IOException {
    return Files.readString(results.resolve(name));
  }
}
