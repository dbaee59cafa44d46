package dev.starling.devservices;

import java.nio.file.Files;
import java.nio.file.Path;

/// Where this checkout is, and what stands where in it.
final class Repository {

  private static final Path ELASTICSEARCH = Path.of("modules/devservices/elasticsearch");

  private Repository() {}

  /// The system property `starling.root`, else the nearest folder above that looks like it.
  static Path root() {
    String property = System.getProperty("starling.root");
    return property == null ? above(Path.of("").toAbsolutePath()) : Path.of(property);
  }

  /// What is unpacked or computed once and used by every later start.
  static Path cache() {
    return Home.create(root().resolve(".starling/cache"));
  }

  static Path elasticsearchBuild() {
    return root().resolve(ELASTICSEARCH).resolve("target");
  }

  private static Path above(Path start) {
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      if (Files.isDirectory(folder.resolve(ELASTICSEARCH))) {
        return folder;
      }
    }
    throw new CannotStart(
        start + " is not inside Starling's repository: set the system property starling.root.");
  }
}
