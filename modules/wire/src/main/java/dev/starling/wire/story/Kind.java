package dev.starling.wire.story;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What a part of a story is made of.
public enum Kind {
  @JsonProperty("text")
  TEXT,
  @JsonProperty("picture")
  PICTURE,
  @JsonProperty("video")
  VIDEO
}
