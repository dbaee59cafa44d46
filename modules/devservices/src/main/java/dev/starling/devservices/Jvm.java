package dev.starling.devservices;

import java.nio.file.Path;
import java.util.List;

/// The Java that runs this program also runs its children.
final class Jvm {

  private Jvm() {}

  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /// Says yes to what newer JVMs would otherwise print warnings about. Netty, Hazelcast and Lucene
  /// do it on purpose.
  static List<String> quietFlags() {
    return Runtime.version().feature() < 24
        ? List.of()
        : List.of("--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED");
  }
}
