package dev.starling.wire.cluster;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.starling.wire.UserId;
import java.util.List;

/// Users who got their first socket on a node, or lost their last one there, since the delta with
/// the number before. Without either it says only how far the node has counted, so that a lost last
/// delta is noticed.
public record DirectoryDelta(String node, long number, List<UserId> arrived, List<UserId> left) {
  public DirectoryDelta {
    arrived = List.copyOf(arrived);
    left = List.copyOf(left);
  }

  @JsonIgnore
  public boolean isHeartbeat() {
    return arrived.isEmpty() && left.isEmpty();
  }
}
