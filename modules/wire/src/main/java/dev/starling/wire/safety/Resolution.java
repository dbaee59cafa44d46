package dev.starling.wire.safety;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What a moderator makes of a report. Stored by name.
public enum Resolution {
  /// Nothing is done.
  @JsonProperty("dismiss")
  DISMISS,
  /// The message is taken away.
  @JsonProperty("delete-message")
  DELETE_MESSAGE,
  /// Who is behind it cannot sign in for a time.
  @JsonProperty("suspend")
  SUSPEND
}
