package dev.starling.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starling.bench.load.client.SetupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProseTest {

  @TempDir private Path folder;
  private SmallProse files;

  @BeforeEach
  void write() throws IOException {
    files = new SmallProse(folder);
  }

  @Test
  void sentencesAreReadOnceEachByTheirLanguage() {
    Prose prose = Prose.read(files.files());

    assertThat(prose.languages()).containsExactly("en", "ko");
    assertThat(prose.sentences("en"))
        .containsExactly(
            "The harbour & the \"old\" bridge are quiet tonight.",
            "Nobody told me where the boats had gone.");
    assertThat(prose.sentences("ko")).containsExactly("인터페이스는 하나만 확장할 수 있습니다.");
    assertThat(prose.size()).isEqualTo(3);
  }

  @Test
  void whatIsThereIsNotFetched() {
    files.files().fetch(List.of("false"));
  }

  @Test
  void whatCannotBeFetchedIsSaidWithTheCommand() throws IOException {
    Files.delete(folder.resolve("english.jar"));

    assertThatThrownBy(() -> files.files().fetch(List.of("false")))
        .isInstanceOf(SetupException.class)
        .hasMessageContaining("could not be fetched into " + folder)
        .hasMessageEndingWith(": false");
    assertThatThrownBy(() -> files.files().fetch(List.of("no-such-program")))
        .isInstanceOf(SetupException.class)
        .hasMessageEndingWith(": no-such-program");
  }

  @Test
  void anotherFileIsNotUsed() throws IOException {
    Files.writeString(folder.resolve("english.jar"), "something else");

    assertThatThrownBy(() -> files.files().fetch(List.of("false")))
        .isInstanceOf(SetupException.class)
        .hasMessageContaining("english.jar is not the file that prose.csv lists");
  }

  /// Of the files themselves only what is listed of them is looked at: they are fetched when they
  /// are needed.
  @Test
  void eachListedFileHasAChecksum() {
    assertThat(new ProseFiles(folder).sources())
        .hasSizeGreaterThan(12)
        .allMatch(source -> source.sha256().matches("[0-9a-f]{64}"));
  }
}
