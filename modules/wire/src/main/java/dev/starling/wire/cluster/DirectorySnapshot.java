package dev.starling.wire.cluster;

import dev.starling.wire.UserId;
import java.util.List;

/// Every user with a socket on a node, as of the delta with this number.
public record DirectorySnapshot(String node, long number, List<UserId> users) {

  public DirectorySnapshot {
    users = List.copyOf(users);
  }

  /// The question.
  public record Asked(String by) {}
}
