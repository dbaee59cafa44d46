package dev.starling.devservices;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/// The one directory that a set of parts writes to.
record Home(Path directory) {

  private static final int LINES_SHOWN = 15;

  /// Where a part keeps what must survive.
  Path data(String part) {
    return data().resolve(part);
  }

  Path log(String part) {
    return create(directory.resolve("log")).resolve(part + ".log");
  }

  /// Says which process a part is, for whoever comes after a `kill -9` of this JVM.
  Path pidFile(String part) {
    return create(directory.resolve("run")).resolve(part + ".pid");
  }

  Path lock() {
    return create(directory).resolve("lock");
  }

  void wipeData() {
    delete(data());
  }

  void wipeLogs() {
    delete(directory.resolve("log"));
  }

  /// Where earlier parts noted who they were.
  List<Path> pidFiles() {
    try (Stream<Path> files = Files.list(create(directory.resolve("run")))) {
      return files.toList();
    } catch (IOException e) {
      throw new CannotStart("Cannot read " + directory + ": " + e.getMessage() + ".", e);
    }
  }

  private Path data() {
    return directory.resolve("data");
  }

  static Path create(Path folder) {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new CannotStart("Cannot create " + folder + ": " + e.getMessage() + ".", e);
    }
  }

  /// Deletes a folder and everything in it. Whoever wrote to it must be gone.
  static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (NoSuchFileException e) {
      // Deleted already, which is what was wanted.
      return;
    } catch (IOException | UncheckedIOException e) {
      throw new CannotStart("Cannot delete " + folder + ": " + e.getMessage() + ".", e);
    }
  }

  /// The end of a log, for a person who asks why.
  static String lastLines(Path log) {
    Deque<String> last = new ArrayDeque<>(LINES_SHOWN);
    try (Stream<String> lines = Files.lines(log)) {
      lines.forEach(
          line -> {
            if (last.size() == LINES_SHOWN) {
              last.removeFirst();
            }
            last.addLast(line);
          });
      return String.join("\n", last);
    } catch (IOException | UncheckedIOException e) {
      return "(" + log + " cannot be read: " + e.getMessage() + ")";
    }
  }
}
