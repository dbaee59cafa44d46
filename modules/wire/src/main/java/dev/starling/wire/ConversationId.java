package dev.starling.wire;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// Names a conversation, direct or group.
public record ConversationId(long value) implements Comparable<ConversationId> {

  private static final char KIND = 'c';

  @JsonCreator
  public static ConversationId parse(String text) {
    return new ConversationId(OpaqueId.parse(KIND, text));
  }

  @JsonValue
  public String text() {
    return OpaqueId.text(KIND, value);
  }

  @Override
  public int compareTo(ConversationId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return text();
  }
}
