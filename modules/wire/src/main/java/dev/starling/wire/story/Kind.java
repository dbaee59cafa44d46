package dev.starling.wire.story;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What a story is made of.
public enum Kind {
  @JsonProperty("text")
  TEXT
}
