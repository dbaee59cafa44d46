package dev.starling.wire.event;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Why nothing of a message can be seen.
public enum DeletedBy {
  /// Whoever sent it took it back.
  @JsonProperty("sender")
  SENDER,
  /// An admin of the group took it away.
  @JsonProperty("moderator")
  MODERATOR,
  /// Its time was over.
  @JsonProperty("expired")
  EXPIRED,
  /// Whoever reads it took it away for themselves.
  @JsonProperty("hidden")
  HIDDEN
}
