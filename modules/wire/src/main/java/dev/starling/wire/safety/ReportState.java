package dev.starling.wire.safety;

import com.fasterxml.jackson.annotation.JsonProperty;

/// How far a report has come. Stored by name, in lower case.
public enum ReportState {
  @JsonProperty("open")
  OPEN,
  /// One moderator looks at it.
  @JsonProperty("taken")
  TAKEN,
  @JsonProperty("resolved")
  RESOLVED
}
