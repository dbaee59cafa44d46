package dev.starling.wire;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// Names a list of people that somebody keeps to choose who sees their stories.
public record ListId(long value) implements Comparable<ListId> {

  /// The list that everybody has.
  public static final ListId CLOSE_FRIENDS = new ListId(0);

  private static final char KIND = 'l';
  private static final String CLOSE_FRIENDS_TEXT = "closeFriends";

  @JsonCreator
  public static ListId parse(String text) {
    return CLOSE_FRIENDS_TEXT.equals(text) ? CLOSE_FRIENDS : new ListId(OpaqueId.parse(KIND, text));
  }

  @JsonValue
  public String text() {
    return isCloseFriends() ? CLOSE_FRIENDS_TEXT : OpaqueId.text(KIND, value);
  }

  public boolean isCloseFriends() {
    return value == CLOSE_FRIENDS.value;
  }

  @Override
  public int compareTo(ListId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return text();
  }
}
