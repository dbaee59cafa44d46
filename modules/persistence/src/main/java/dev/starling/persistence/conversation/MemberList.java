package dev.starling.persistence.conversation;

import dev.starling.wire.UserId;
import java.util.List;

/// Who hears about a conversation.
///
/// @param version grows with every change of the list
public record MemberList(int version, List<UserId> members) {

  public MemberList {
    members = List.copyOf(members);
  }
}
