package dev.starling.wire.hook;

import dev.starling.wire.TextRule;

/// What somebody calls a hook.
final class Label {

  private static final TextRule RULE = new TextRule("label", 256);

  private Label() {}

  /// Null for one without a name.
  static String check(String value) {
    String fit = RULE.checkOptional(value);
    return fit == null || fit.isBlank() ? null : fit.strip();
  }
}
