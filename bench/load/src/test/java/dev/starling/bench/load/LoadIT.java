package dev.starling.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.bench.load.FakeStarling.Fault;
import dev.starling.bench.load.profile.BusyProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The program from its arguments to its files.
class LoadIT {

  @TempDir private Path directory;

  @Test
  void aSoundRunEndsWithZeroAndLeavesAReport() throws IOException {
    assertThat(load(Fault.NONE)).isZero();
    List<String> names = results().stream().map(file -> file.getFileName().toString()).toList();
    assertThat(names).hasSize(2);
    assertThat(names.getFirst()).matches("\\d{4}-\\d\\d-\\d\\d-\\d{6}-direct-100\\.html");
    assertThat(names.getLast()).endsWith("-direct-100.json");
  }

  /// The node's place is taken by another JVM, since none can look into itself.
  @Test
  void aFlameGraphLiesBesideTheReportAndIsLinkedFromIt() throws IOException {
    try (BusyProgram node = BusyProgram.start()) {
      assertThat(load(Fault.NONE, node.pid(), "--profile=alloc")).isZero();
    }

    Path report = null;
    String graph = null;
    for (Path file : results()) {
      String name = file.getFileName().toString();
      report = name.endsWith("-direct-100.html") ? file : report;
      graph = name.endsWith("-direct-100-node1-alloc.html") ? name : graph;
    }
    assertThat(graph).isNotNull();
    assertThat(report).content().contains("<a href=\"" + graph + "\">");
  }

  @Test
  void aBrokenPromiseEndsWithOne() throws IOException {
    assertThat(load(Fault.DOUBLES)).isEqualTo(1);
  }

  @Test
  void aRefusalEndsWithOneToo() throws IOException {
    assertThat(load(Fault.REFUSES)).isEqualTo(1);
  }

  private List<Path> results() throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("results"))) {
      return files.sorted().toList();
    }
  }

  private int load(Fault fault) throws IOException {
    return load(fault, ProcessHandle.current().pid(), "--patience=15s");
  }

  private int load(Fault fault, long nodePid, String option) throws IOException {
    try (FakeStarling starling = new FakeStarling(fault)) {
      Path status =
          Files.writeString(
              directory.resolve("status.json"),
              "{\"nodes\": [{\"pid\": %d, \"port\": %d}]}".formatted(nodePid, starling.port()));
      return Load.program()
          .execute(
              "direct",
              "--status-file",
              status.toString(),
              "--results",
              directory.resolve("results").toString(),
              "--users",
              "2",
              "--rate",
              "100",
              "--duration",
              "1s",
              "--warm-up",
              "0s",
              option);
    }
  }
}
