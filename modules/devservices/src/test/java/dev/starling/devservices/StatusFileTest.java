package dev.starling.devservices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusFileTest {

  @TempDir private Path folder;

  @Test
  void whatAnEarlierRunToldIsForgotten() throws IOException {
    Path file = Files.writeString(folder.resolve("status"), "old");

    new StatusFile(file).clear();
    new StatusFile(file).clear();

    assertThat(file).doesNotExist();
  }

  /// A slip of the finger must not delete what is in a folder.
  @Test
  void aFolderIsRefusedAndKept() throws IOException {
    Path precious = Files.writeString(folder.resolve("precious"), "");

    assertThatThrownBy(() -> new StatusFile(folder).clear())
        .isInstanceOf(CannotStart.class)
        .hasMessageStartingWith("Cannot write " + folder);
    assertThat(precious).exists();
  }
}
