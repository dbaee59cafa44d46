package dev.starling.devservices;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/// Short commands of the operating system that are run to their end.
final class Commands {

  /// What a command said, and whether it was content.
  record Outcome(int exitCode, String output) {
    boolean succeeded() {
      return exitCode == 0;
    }
  }

  private Commands() {}

  static Outcome run(String... words) {
    return run(List.of(words), InputStream.nullInputStream());
  }

  /// @param input becomes its standard input
  static Outcome run(List<String> words, InputStream input) {
    try {
      Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
      try (var stdin = process.getOutputStream()) {
        input.transferTo(stdin);
      }
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return new Outcome(process.waitFor(), output);
    } catch (IOException e) {
      return new Outcome(127, words.getFirst() + ": " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotStart("Interrupted while running " + words.getFirst() + ".", e);
    }
  }

  static boolean isOnPath(String command) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
        .splitAsStream(path)
        .map(folder -> Path.of(folder, command))
        .anyMatch(Files::isExecutable);
  }
}
