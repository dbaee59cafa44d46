package dev.starling.wire;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// Names a highlight.
public record HighlightId(long value) {

  private static final char KIND = 'g';

  @JsonCreator
  public static HighlightId parse(String text) {
    return new HighlightId(OpaqueId.parse(KIND, text));
  }

  @JsonValue
  public String text() {
    return OpaqueId.text(KIND, value);
  }

  @Override
  public String toString() {
    return text();
  }
}
