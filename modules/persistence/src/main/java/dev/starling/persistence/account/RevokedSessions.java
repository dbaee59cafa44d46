package dev.starling.persistence.account;

import dev.starling.wire.SessionId;
import java.util.List;

/// Sessions that were revoked, and from where to ask on.
///
/// @param horizon no revocation that is missing here, and none to come, is of a transaction before
public record RevokedSessions(List<SessionId> sessions, long horizon) {

  public RevokedSessions {
    sessions = List.copyOf(sessions);
  }
}
