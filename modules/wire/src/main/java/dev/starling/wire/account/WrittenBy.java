package dev.starling.wire.account;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Who may write to somebody without asking first.
public enum WrittenBy {
  @JsonProperty("everyone")
  EVERYONE,
  @JsonProperty("contacts")
  CONTACTS
}
