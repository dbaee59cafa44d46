package dev.starling.wire.cluster;

import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import java.util.List;

/// Who came into a conversation and who went, in one change of its member list.
///
/// @param version of the list after it, one more than before
public record MembersChanged(
    ConversationId conversation, int version, List<UserId> joined, List<UserId> left) {
  public MembersChanged {
    joined = List.copyOf(joined);
    left = List.copyOf(left);
  }
}
