package dev.starling.wire;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// Names one webhook, one push subscription or one dead letter.
public record HookId(long value) implements Comparable<HookId> {

  private static final char KIND = 'h';

  @JsonCreator
  public static HookId parse(String text) {
    return new HookId(OpaqueId.parse(KIND, text));
  }

  @JsonValue
  public String text() {
    return OpaqueId.text(KIND, value);
  }

  @Override
  public int compareTo(HookId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return text();
  }
}
