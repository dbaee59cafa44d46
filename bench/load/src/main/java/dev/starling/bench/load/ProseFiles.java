package dev.starling.bench.load;

import dev.starling.bench.load.client.SetupException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// The files that [Prose] is read from, as `prose.csv` lists them: Maven fetches them once, with
/// what else it fetches for this project, and each is what it was when it was listed, or is not
/// used.
final class ProseFiles {

  /// From the root of the repository, where `scripts/bench` runs the generator.
  private static final List<String> FETCH =
      List.of(
          "mvn", "--quiet", "--batch-mode", "-f", "bench/load/pom.xml", "dependency:copy@prose");

  private final Path folder;
  private final String listed;

  /// @param folder where they are
  ProseFiles(Path folder) {
    this(folder, listed());
  }

  /// @param listed lines as those of `prose.csv`
  ProseFiles(Path folder, String listed) {
    this.folder = folder;
    this.listed = listed;
  }

  /// Sentences of one language.
  ///
  /// @param entries what the names of the entries of the file that have them begin with
  record Source(String file, String language, String entries, String sha256) {}

  List<Source> sources() {
    return listed
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split(",", -1))
        .map(line -> new Source(line[0], line[1], line[2], line[3]))
        .toList();
  }

  Path file(Source source) {
    return folder.resolve(source.file());
  }

  /// Has them fetched when one is missing, and looks at all of them.
  ///
  /// @param command what fetches them
  void fetch(List<String> command) {
    if (sources().stream().anyMatch(source -> !Files.exists(file(source)))) {
      run(command);
    }
    for (Source source : sources()) {
      if (!isAsListed(source)) {
        throw new SetupException(
            "%s is not the file that prose.csv lists. Delete it, and it is fetched anew."
                .formatted(file(source)));
      }
    }
  }

  void fetch() {
    List<String> command = new ArrayList<>(FETCH);
    command.add("-Dprose.directory=" + folder.toAbsolutePath());
    fetch(command);
  }

  private void run(List<String> command) {
    String failed =
        "The texts for the messages could not be fetched into %s. Where Maven reaches no repository,"
                .formatted(folder)
            + " run this where it does, and copy the folder: "
            + String.join(" ", command);
    try {
      // The answer of --check goes to the standard output.
      int code =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor();
      SetupException.unless(code == 0, failed);
    } catch (IOException e) {
      throw new SetupException(failed, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SetupException(failed, e);
    }
  }

  private boolean isAsListed(Source source) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file(source)));
      return HexFormat.of().formatHex(digest).equals(source.sha256());
    } catch (IOException e) {
      throw new SetupException("Cannot read " + file(source) + ": " + e.getMessage(), e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // Every JVM has it.
    }
  }

  private static String listed() {
    try (InputStream file = ProseFiles.class.getResourceAsStream("prose.csv")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
