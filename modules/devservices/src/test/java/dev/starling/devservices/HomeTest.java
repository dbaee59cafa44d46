package dev.starling.devservices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {

  @TempDir private Path folder;

  @Test
  void theEndOfALogIsItsLastFifteenLines() throws IOException {
    Path log = folder.resolve("log");
    Files.write(log, IntStream.rangeClosed(1, 100).mapToObj(Integer::toString).toList());

    assertThat(Home.lastLines(log))
        .isEqualTo(
            IntStream.rangeClosed(86, 100)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining("\n")));
  }

  @Test
  void aLogThatIsNotThereIsNamed() {
    assertThat(Home.lastLines(folder.resolve("none"))).contains("none cannot be read");
  }

  @Test
  void wipingForgetsDataAndNothingElse() throws IOException {
    Home home = new Home(folder);
    Files.writeString(Home.create(home.data("redis")).resolve("file"), "data");
    Files.writeString(home.log("redis"), "log");

    home.wipeData();
    home.wipeData();

    assertThat(home.data("redis")).doesNotExist();
    assertThat(home.log("redis")).exists();
  }

  @Test
  void aFolderThatCannotBeMadeIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");

    assertThatThrownBy(() -> Home.create(file.resolve("folder")))
        .isInstanceOf(CannotStart.class)
        .hasMessageStartingWith("Cannot create " + file);
  }
}
