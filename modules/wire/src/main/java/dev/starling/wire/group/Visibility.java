package dev.starling.wire.group;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What newcomers see of what was said before them.
public enum Visibility {
  @JsonProperty("all")
  ALL,
  /// What came after they joined.
  @JsonProperty("joined")
  JOINED
}
