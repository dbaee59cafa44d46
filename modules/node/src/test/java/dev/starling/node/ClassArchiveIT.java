package dev.starling.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.starling.devservices.Services;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// What `scripts/run-node` leaves beside the jar, and when the next node starts from it. Linux,
/// because only there every process's arguments can be read.
@Tag("slow")
@EnabledOnOs(OS.LINUX)
class ClassArchiveIT {

  private static final String WRITES = "-XX:+AutoCreateSharedArchive";

  private final Services services = Services.shared();
  private final String database = services.postgres().newDatabase().uri().toString();

  @TempDir private Path folder;
  private Path jar;

  @BeforeEach
  void copyJar() throws IOException {
    jar = Files.copy(NodeProcess.jar(), folder.resolve("starling.jar"));
  }

  @Test
  void theFirstNodeLeavesItsClassesAndTheNextStartsFromThem() {
    assertThat(run()).contains(WRITES);
    assertThat(files(".jsa", ".ready", ".writer")).hasSize(3);

    assertThat(run())
        .doesNotContain(WRITES)
        .anyMatch(argument -> argument.startsWith("-XX:SharedArchiveFile=" + folder));
  }

  @Test
  void aNewerJarGetsAnArchiveOfItsOwn() throws Exception {
    assertThat(run()).contains(WRITES);

    Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(60)));

    assertThat(run()).contains(WRITES);
  }

  @Test
  void oneAtATimeWritesAndNobodyReadsMeanwhile() {
    try (NodeProcess first = start()) {
      try (NodeProcess second = start()) {
        assertThat(first.arguments()).contains(WRITES);
        assertThat(second.arguments()).noneMatch(argument -> argument.contains("SharedArchive"));
      }
    }
  }

  /// One that was killed has left nothing, and the next one tries again.
  @Test
  void whatWasKilledIsNotWaitedFor() {
    start().kill();
    assertThat(files(".jsa")).isEmpty();

    assertThat(run()).contains(WRITES);
    assertThat(files(".jsa")).hasSize(1);
  }

  /// Until it has ended in order.
  private List<String> run() {
    try (NodeProcess node = start()) {
      List<String> arguments = node.arguments();
      assertThat(node.terminate().join()).isEqualTo(143);
      return arguments;
    }
  }

  /// Until it has said that nothing kept it from starting, if it was asked to.
  private NodeProcess start() {
    NodeProcess node = NodeProcess.start(jar, services, database, 1, Map.of()).getFirst();
    if (node.arguments().contains(WRITES)) {
      await().untilAsserted(() -> assertThat(files(".ready")).hasSize(1));
    }
    return node;
  }

  private List<Path> files(String... endings) {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> Stream.of(endings).anyMatch(file.toString()::endsWith)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
