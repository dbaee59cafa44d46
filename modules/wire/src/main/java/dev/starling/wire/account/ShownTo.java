package dev.starling.wire.account;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Whom somebody shows something of theirs.
public enum ShownTo {
  @JsonProperty("everyone")
  EVERYONE,
  @JsonProperty("contacts")
  CONTACTS,
  @JsonProperty("nobody")
  NOBODY
}
