package dev.starling.node.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What a formatter does not see: files that grew, words that say nothing, a map that is not true.
class TidyTest {

  private static final Path ROOT = Path.of(System.getProperty("starling.root"));

  private static final int FILE_LINES_MAX = 400;
  private static final int TEST_LINES_MAX = 800;
  private static final int METHOD_LINES_MAX = 70;
  private static final int LINE_LENGTH_MAX = 120;
  private static final int MODULE_POM_LINES_MAX = 260;

  private static final Pattern BANNED_NAME =
      Pattern.compile(".*(Impl|Manager|Helper|Util|Utils|DTO|Abstract|Base)\\.java");
  private static final Pattern METHOD =
      Pattern.compile("^ {2}(?! )[^/@*].*\\) .*\\{$|^ {2}[^ /@*].*\\) \\{$");

  @Test
  void filesAreSmall() {
    assertThat(java())
        .allSatisfy(
            file ->
                assertThat(lines(file).size())
                    .as("lines of %s", file)
                    .isLessThanOrEqualTo(isTest(file) ? TEST_LINES_MAX : FILE_LINES_MAX));
  }

  @Test
  void methodsFitAScreen() {
    List<String> long_ = new ArrayList<>();
    for (Path file : java()) {
      List<String> lines = lines(file);
      int begin = -1;
      for (int i = 0; i < lines.size(); i++) {
        if (METHOD.matcher(lines.get(i)).matches()) {
          begin = i;
        } else if (lines.get(i).equals("  }") && begin >= 0) {
          if (i - begin > METHOD_LINES_MAX) {
            long_.add(file + ":" + (begin + 1));
          }
          begin = -1;
        }
      }
    }

    assertThat(long_).isEmpty();
  }

  @Test
  void linesAreShortAndHaveNoTabs() {
    assertThat(text())
        .allSatisfy(
            file ->
                assertThat(lines(file))
                    .as("%s", file)
                    .allSatisfy(
                        line -> {
                          assertThat(line).doesNotContain("\t");
                          assertThat(line.length()).isLessThanOrEqualTo(LINE_LENGTH_MAX);
                        }));
  }

  @Test
  void namesSayWhatAThingIs() {
    assertThat(java())
        .noneMatch(file -> BANNED_NAME.matcher(file.getFileName().toString()).matches());
  }

  @Test
  void nothingIsLeftForLaterWithoutAnIssue() {
    Pattern loose = Pattern.compile("\\b(TODO|FIXME|XXX)\\b(?! \\(#\\d+\\))");
    Path self = Path.of("TidyTest.java");

    assertThat(text())
        .filteredOn(file -> !file.getFileName().equals(self))
        .allSatisfy(
            file -> assertThat(lines(file)).as("%s", file).noneMatch(l -> loose.matcher(l).find()));
  }

  @Test
  void testsDoNotSleepAndAreNotSwitchedOff() {
    Pattern lazy = Pattern.compile("Thread\\.sleep|TimeUnit\\.\\w+\\.sleep|@Disabled(?![A-Za-z])");
    Path self = Path.of("TidyTest.java");

    assertThat(java())
        .filteredOn(TidyTest::isTest)
        .filteredOn(file -> !file.getFileName().equals(self))
        .allSatisfy(
            file -> assertThat(lines(file)).as("%s", file).noneMatch(l -> lazy.matcher(l).find()));
  }

  @Test
  void aPageHasOneTitle() {
    assertThat(files(".md"))
        .isNotEmpty()
        .allSatisfy(
            page -> {
              boolean inCode = false;
              int titles = 0;
              for (String line : lines(page)) {
                inCode ^= line.startsWith("```");
                titles += !inCode && line.startsWith("# ") ? 1 : 0;
              }
              assertThat(titles).as("titles of %s", page).isEqualTo(1);
            });
  }

  @Test
  void everyModuleIsOnTheCodeMap() throws IOException {
    String map = Files.readString(ROOT.resolve("modules/README.md"));
    try (Stream<Path> modules = Files.list(ROOT.resolve("modules"))) {
      assertThat(modules.filter(Files::isDirectory).map(module -> module.getFileName().toString()))
          .isNotEmpty()
          .allSatisfy(module -> assertThat(map).contains("### " + module));
    }
  }

  @Test
  void aModulesPomIsShort() {
    assertThat(files("pom.xml"))
        .filteredOn(pom -> !pom.getParent().equals(ROOT))
        .allSatisfy(
            pom -> assertThat(lines(pom).size()).as("%s", pom).isLessThan(MODULE_POM_LINES_MAX));
  }

  private static List<Path> java() {
    return files(".java");
  }

  private static List<Path> text() {
    return Stream.of(".java", ".sql", ".sh").flatMap(ending -> files(ending).stream()).toList();
  }

  private static boolean isTest(Path file) {
    return file.toString().contains("src/test");
  }

  private static List<Path> files(String ending) {
    List<Path> found = new ArrayList<>();
    for (String folder : List.of("modules", "bench", "scripts", "cluster-config")) {
      if (!Files.isDirectory(ROOT.resolve(folder))) {
        continue;
      }
      try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
        files
            .filter(file -> file.toString().endsWith(ending) && Files.isRegularFile(file))
            .filter(file -> !file.toString().matches(".*/(target|node_modules|dist)/.*"))
            .forEach(found::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return found;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
