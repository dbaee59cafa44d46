package dev.starling.wire.group;

import dev.starling.wire.ConversationId;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.UserId;

/// Let a member be this from now on. Whoever makes somebody else the owner is an admin then.
public record ChangeRole(ConversationId conversation, UserId user, Role role) {

  public ChangeRole {
    GroupRef.check(conversation, user);
    if (role == null) {
      throw new Failure.Invalid(
          ErrorCode.BAD_FIELD, "role: missing (expected: member, admin or owner)");
    }
  }
}
