package dev.starling.wire.group;

import dev.starling.wire.ConversationId;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.UserId;
import java.util.List;
import java.util.Objects;

/// Make members of these people. Those who are members already stay what they are.
public record AddMembers(ConversationId conversation, List<UserId> users) {

  public AddMembers {
    GroupRef.check(conversation);
    if (users == null || users.isEmpty() || users.stream().anyMatch(Objects::isNull)) {
      throw new Failure.Invalid(ErrorCode.BAD_FIELD, "users: missing, empty, or holds null");
    }
    users = List.copyOf(users);
  }
}
