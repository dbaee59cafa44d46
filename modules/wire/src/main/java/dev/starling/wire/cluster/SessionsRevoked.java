package dev.starling.wire.cluster;

import dev.starling.wire.SessionId;
import java.util.List;

/// These sessions are over: their tokens count for nothing and their sockets are to be closed.
public record SessionsRevoked(List<SessionId> sessions) {
  public SessionsRevoked {
    sessions = List.copyOf(sessions);
  }
}
