package dev.starling.media;

import dev.starling.wire.TextRule;

/// Names of files are for people: nothing here opens a file by one.
final class FileName {

  private static final TextRule RULE = new TextRule("name", 255);

  private FileName() {}

  /// Without the folders that some clients send, and without what does not print; null for none.
  static String clean(String name) {
    if (name == null) {
      return null;
    }
    String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    String shown = last.replaceAll("[\\p{Cc}\\u202a-\\u202e\\u2066-\\u2069]", "").strip();
    return shown.isEmpty() ? null : RULE.checkOptional(shown);
  }
}
