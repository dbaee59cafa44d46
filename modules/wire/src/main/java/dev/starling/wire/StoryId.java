package dev.starling.wire;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// Names a story.
public record StoryId(long value) implements Comparable<StoryId> {

  private static final char KIND = 't';

  @JsonCreator
  public static StoryId parse(String text) {
    return new StoryId(OpaqueId.parse(KIND, text));
  }

  @JsonValue
  public String text() {
    return OpaqueId.text(KIND, value);
  }

  @Override
  public int compareTo(StoryId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return text();
  }
}
