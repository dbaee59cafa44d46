package dev.starling.wire.event;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What became of a scheduled message.
public enum ScheduledChange {
  @JsonProperty("set")
  SET,
  @JsonProperty("changed")
  CHANGED,
  @JsonProperty("cancelled")
  CANCELLED,
  @JsonProperty("sent")
  SENT,
  /// It never will be unless it is changed; the list says why.
  @JsonProperty("failed")
  FAILED
}
