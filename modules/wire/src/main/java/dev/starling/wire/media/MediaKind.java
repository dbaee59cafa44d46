package dev.starling.wire.media;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What a client can do with a file: show it, play it, or save it.
public enum MediaKind {
  @JsonProperty("picture")
  PICTURE,
  @JsonProperty("video")
  VIDEO,
  @JsonProperty("audio")
  AUDIO,
  @JsonProperty("file")
  FILE
}
