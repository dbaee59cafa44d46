package dev.starling.wire;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// Names a message that waits for its time.
public record ScheduledId(long value) {

  private static final char KIND = 'd';

  @JsonCreator
  public static ScheduledId parse(String text) {
    return new ScheduledId(OpaqueId.parse(KIND, text));
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
