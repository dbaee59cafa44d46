package dev.starling.wire.presence;

import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.UserId;
import java.util.List;
import java.util.Objects;

/// Tell this socket about these people from now on, and about nobody else.
///
/// @param users each counts once; none ends the watch
public record WatchPresence(List<UserId> users) {

  public WatchPresence {
    if (users == null || users.stream().anyMatch(Objects::isNull)) {
      throw new Failure.Invalid(ErrorCode.BAD_FIELD, "users: missing, or holds null");
    }
    users = users.stream().distinct().toList();
  }
}
