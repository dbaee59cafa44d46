package dev.starling.devservices;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;

/// Where a JVM keeps its classes in the form in which it had them in memory, which halves the time
/// it takes to start.
///
/// The JVM writes the file when it ends if there is none, and would ignore one made from other jars
/// without ever replacing it. So the name says which jars it is for.
final class ClassArchive {

  private static final String PREFIX = "elasticsearch-";

  private ClassArchive() {}

  /// @param built the one jar of the class path that changes under the same name
  static Path of(String classPath, Path built) throws IOException {
    int key = Objects.hash(Runtime.version(), classPath, Files.getLastModifiedTime(built));
    Path archive = Repository.cache().resolve(PREFIX + Integer.toHexString(key) + ".jsa");
    deleteOthers(archive);
    return archive;
  }

  /// Each has 80 MB. A JVM that still uses one is not disturbed.
  private static void deleteOthers(Path archive) throws IOException {
    try (Stream<Path> files = Files.list(archive.getParent())) {
      for (Path file : files.toList()) {
        if (file.getFileName().toString().startsWith(PREFIX) && !file.equals(archive)) {
          Files.deleteIfExists(file);
        }
      }
    }
  }
}
