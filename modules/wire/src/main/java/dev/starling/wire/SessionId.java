package dev.starling.wire;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// Names one signed-in device of one person.
public record SessionId(long value) implements Comparable<SessionId> {

  private static final char KIND = 's';

  @JsonCreator
  public static SessionId parse(String text) {
    return new SessionId(OpaqueId.parse(KIND, text));
  }

  @JsonValue
  public String text() {
    return OpaqueId.text(KIND, value);
  }

  @Override
  public int compareTo(SessionId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return text();
  }
}
