package dev.starling.bench.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// SQL from a file that has several statements, each behind its name.
final class Statements {

  private Statements() {}

  /// What stands behind `-- name:` up to the next blank line.
  static String named(String file, String name) {
    try (InputStream in = Statements.class.getResourceAsStream(file)) {
      String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      int from = all.indexOf("-- " + name + ":");
      int to = all.indexOf("\n\n", from);
      return all.substring(from, to < 0 ? all.length() : to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
