package dev.starling.routing.directory;

import dev.starling.wire.UserId;
import java.util.Collection;

/// Users who got their first socket on a node, or have none there any more. Some of them may have
/// sockets on other nodes, before and after it.
public record Move(String node, Kind kind, Collection<UserId> users) {

  public enum Kind {
    ARRIVED,
    LEFT,
    /// They did not leave: their node did.
    LOST
  }
}
