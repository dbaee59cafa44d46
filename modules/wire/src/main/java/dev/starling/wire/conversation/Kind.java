package dev.starling.wire.conversation;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Between two people, of whom each pair has one, or among any number.
public enum Kind {
  @JsonProperty("direct")
  DIRECT,
  @JsonProperty("group")
  GROUP
}
