package dev.starling.wire;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// Names a file that was uploaded, or is being uploaded.
public record MediaId(long value) implements Comparable<MediaId> {

  private static final char KIND = 'm';

  @JsonCreator
  public static MediaId parse(String text) {
    return new MediaId(OpaqueId.parse(KIND, text));
  }

  @JsonValue
  public String text() {
    return OpaqueId.text(KIND, value);
  }

  @Override
  public int compareTo(MediaId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return text();
  }
}
