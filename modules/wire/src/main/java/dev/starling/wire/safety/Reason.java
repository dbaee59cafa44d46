package dev.starling.wire.safety;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Why something should not be. Stored by name.
public enum Reason {
  @JsonProperty("spam")
  SPAM,
  @JsonProperty("harassment")
  HARASSMENT,
  @JsonProperty("hate")
  HATE,
  @JsonProperty("violence")
  VIOLENCE,
  @JsonProperty("sexual")
  SEXUAL,
  @JsonProperty("child-safety")
  CHILD_SAFETY,
  @JsonProperty("self-harm")
  SELF_HARM,
  @JsonProperty("illegal")
  ILLEGAL,
  @JsonProperty("impersonation")
  IMPERSONATION,
  @JsonProperty("other")
  OTHER
}
