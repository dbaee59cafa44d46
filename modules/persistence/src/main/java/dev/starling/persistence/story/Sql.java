package dev.starling.persistence.story;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// The statements too long for a text block.
final class Sql {

  private Sql() {}

  /// @param name below `sql/`
  static String load(String name) {
    try (InputStream in = Sql.class.getResourceAsStream("/sql/" + name)) {
      if (in == null) {
        throw new IllegalStateException("no such statement: " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
