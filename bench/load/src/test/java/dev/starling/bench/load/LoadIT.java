package dev.starling.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.bench.load.FakeStarling.Fault;
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
    try (Stream<Path> files = Files.list(directory.resolve("results"))) {
      List<String> names = files.map(file -> file.getFileName().toString()).sorted().toList();
      assertThat(names).hasSize(2);
      assertThat(names.getFirst()).matches("\\d{4}-\\d\\d-\\d\\d-\\d{6}-direct-100\\.html");
      assertThat(names.getLast()).endsWith("-direct-100.json");
    }
  }

  @Test
  void aBrokenPromiseEndsWithOne() throws IOException {
    assertThat(load(Fault.DOUBLES)).isEqualTo(1);
  }

  @Test
  void aRefusalEndsWithOneToo() throws IOException {
    assertThat(load(Fault.REFUSES)).isEqualTo(1);
  }

  private int load(Fault fault) throws IOException {
    try (FakeStarling starling = new FakeStarling(fault)) {
      Path status =
          Files.writeString(
              directory.resolve("status.json"),
              "{\"nodes\": [{\"pid\": %d, \"port\": %d}]}"
                  .formatted(ProcessHandle.current().pid(), starling.port()));
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
              "0s");
    }
  }
}
