package dev.starling.devservices;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeLockTest {

  @TempDir private Path folder;

  @Test
  void aHomeIsTakenOnceAndCanBeTakenAgainAfterwards() {
    Home home = new Home(folder.resolve("home"));

    try (HomeLock lock = HomeLock.take(home)) {
      assertThatThrownBy(() -> HomeLock.take(home))
          .as("taken by %s", lock)
          .isInstanceOf(CannotStart.class)
          .hasMessageContaining("already runs on " + home.directory())
          .hasMessageContaining("as process " + ProcessHandle.current().pid());
    }

    assertThatCode(() -> HomeLock.take(home).close()).doesNotThrowAnyException();
  }

  @Test
  void aFullDiskIsNamedBeforeAnythingIsWrittenToIt() {
    assertThatThrownBy(() -> HomeLock.requireSpace(Path.of("/x"), 300L << 20))
        .isInstanceOf(CannotStart.class)
        .hasMessage(
            "Only 300 MiB are free on the disk of /x, and Starling wants at least 1024 MiB.");
    assertThatCode(() -> HomeLock.requireSpace(Path.of("/x"), 1L << 30)).doesNotThrowAnyException();
  }
}
