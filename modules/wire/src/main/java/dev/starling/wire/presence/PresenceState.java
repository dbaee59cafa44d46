package dev.starling.wire.presence;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Whether somebody has an event stream open, on whatever device.
public enum PresenceState {
  @JsonProperty("online")
  ONLINE,
  @JsonProperty("offline")
  OFFLINE,

  /// Not for whoever asks, for whatever reason; also where there is no such person.
  @JsonProperty("hidden")
  HIDDEN
}
