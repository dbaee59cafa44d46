package dev.starling.messaging.audience;

import dev.starling.wire.UserId;
import java.util.List;

/// Whom to tell of something in a conversation.
///
/// @param memberCount everyone in it
/// @param recipients whom it can be worth to tell: everyone in a small conversation, in a big one
///   those who have a socket on some node
public record Audience(int memberCount, List<UserId> recipients) {

  public Audience {
    recipients = List.copyOf(recipients);
  }

  static Audience everyone(List<UserId> members) {
    return new Audience(members.size(), members);
  }
}
