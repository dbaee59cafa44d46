package dev.starling.wire.group;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What a member may do. The numbers of the order are stored: append only.
public enum Role {
  @JsonProperty("member")
  MEMBER,
  /// May let people in and put them out, and set the group.
  @JsonProperty("admin")
  ADMIN,
  /// May also say who is an admin. A group has one.
  @JsonProperty("owner")
  OWNER
}
