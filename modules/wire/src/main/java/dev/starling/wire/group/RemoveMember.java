package dev.starling.wire.group;

import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;

/// Put a member out. They may come back.
///
/// @param reason told to everybody, null for none
public record RemoveMember(ConversationId conversation, UserId user, String reason) {

  public RemoveMember {
    GroupRef.check(conversation, user);
  }
}
