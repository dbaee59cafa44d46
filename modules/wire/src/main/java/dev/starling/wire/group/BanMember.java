package dev.starling.wire.group;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;

/// Put somebody out and keep them out, or take that back.
///
/// @param reason told to everybody in the group, null for none
/// @param remove true to take it back; false or absent to ban
public record BanMember(ConversationId conversation, UserId user, String reason, Boolean remove) {

  public BanMember {
    GroupRef.check(conversation, user);
  }

  @JsonIgnore
  public boolean adds() {
    return remove == null || !remove;
  }
}
