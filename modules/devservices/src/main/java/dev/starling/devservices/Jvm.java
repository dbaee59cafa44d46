package dev.starling.devservices;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/// The Java that runs this program also runs its children.
final class Jvm {

  private static final Pattern SPACE = Pattern.compile("\\s+");

  private Jvm() {}

  /// Flags that somebody wrote in one line, apart by spaces.
  static List<String> flags(String line) {
    return SPACE.splitAsStream(line.strip()).filter(flag -> !flag.isEmpty()).toList();
  }

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
