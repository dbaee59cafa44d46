package dev.starling.wire.conversation;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Between two people, of whom each pair has one; among any number; or with oneself.
public enum Kind {
  @JsonProperty("direct")
  DIRECT,
  @JsonProperty("group")
  GROUP,
  @JsonProperty("self")
  SELF
}
