package dev.starling.devservices;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.tukaani.xz.XZInputStream;

/// Programs that come inside artifacts, unpacked once per checkout and version.
final class Binaries {

  private Binaries() {}

  /// The folder that has PostgreSQL's `bin`, `lib` and `share`.
  static Path postgres() {
    return unpacked("PostgreSQL", Platform.CURRENT.postgresArchive(), Binaries::untar);
  }

  static Path redisServer() {
    return unpacked("Redis", Platform.CURRENT.redisServer(), Binaries::copy)
        .resolve("redis-server");
  }

  private interface Unpacking {
    void unpack(InputStream packed, Path folder) throws IOException;
  }

  private static Path unpacked(String name, String resource, Unpacking unpacking) {
    URL packed = Binaries.class.getResource("/" + resource);
    if (packed == null) {
      throw new CannotStart(
          ("There is no embedded %s for %s: run one yourself, set STARLING_POSTGRES_URI,"
                  + " STARLING_REDIS_URIS and STARLING_ELASTICSEARCH_URIS, and start a node with"
                  + " scripts/run-node.")
              .formatted(name, Platform.CURRENT));
    }
    Path folder = Repository.cache().resolve(artifact(packed));
    if (Files.isDirectory(folder)) {
      return folder;
    }
    try {
      return unpack(packed, folder, unpacking);
    } catch (IOException e) {
      throw new CannotStart("Cannot unpack " + name + ": " + e.getMessage() + ".", e);
    }
  }

  /// Unpacks beside the folder and then moves, so that a folder with the name is always complete.
  private static Path unpack(URL packed, Path folder, Unpacking unpacking) throws IOException {
    Path unfinished = Files.createTempDirectory(folder.getParent(), "unpacking-");
    Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (InputStream in = packed.openStream()) {
      unpacking.unpack(in, unfinished);
      Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      Home.delete(unfinished);
      if (!Files.isDirectory(folder)) { // Else another JVM was faster.
        throw e;
      }
    }
    return folder;
  }

  private static void untar(InputStream packed, Path folder) throws IOException {
    Commands.Outcome tar =
        Commands.run(
            List.of("tar", "-x", "-o", "-f", "-", "-C", folder.toString()),
            new XZInputStream(packed));
    if (!tar.succeeded()) {
      throw new IOException(tar.output());
    }
  }

  private static void copy(InputStream binary, Path folder) throws IOException {
    Path file = folder.resolve("redis-server");
    Files.copy(binary, file);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /// The name of the artifact, version included: `jar:file:/…/NAME.jar!/…`.
  private static String artifact(URL resource) {
    String jar = resource.getPath().substring(0, resource.getPath().lastIndexOf(".jar!"));
    return jar.substring(jar.lastIndexOf('/') + 1);
  }
}
