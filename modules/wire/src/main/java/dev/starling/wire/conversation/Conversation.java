package dev.starling.wire.conversation;

import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import dev.starling.wire.event.ConversationEvent;
import dev.starling.wire.event.ConversationSettings;
import dev.starling.wire.group.GroupView;
import dev.starling.wire.group.Role;
import java.time.Instant;
import java.util.List;

/// A conversation as one of its members sees it.
///
/// @param title null for a direct one
/// @param headSeq the sequence of its last event, 0 when there is none
/// @param readSeq how far the asker has read
/// @param unread messages of others behind readSeq, without replies in threads; counted up to
///   10,000
/// @param mentions how many of the unread ones mention the asker; counted up to 1,000
/// @param unreadThreads threads that the asker follows and has not read; counted up to 100
/// @param settings how the asker keeps it, null for as usual
/// @param disappearAfter how many seconds after they are sent messages disappear, null for never
/// @param lastMessage null when there is none
/// @param lastAt when something last happened in it
/// @param memberCount everyone in it
/// @param group what only groups have, null for a direct one
/// @param request true while the asker has not accepted that the other one writes; null otherwise
/// @param members the first of them; null in lists of conversations, except for a direct one
public record Conversation(
    ConversationId id,
    Kind kind,
    String title,
    UserId createdBy,
    Instant createdAt,
    long headSeq,
    long readSeq,
    long deliveredSeq,
    long unread,
    long mentions,
    long unreadThreads,
    ConversationSettings settings,
    Integer disappearAfter,
    ConversationEvent lastMessage,
    Instant lastAt,
    int memberCount,
    GroupView group,
    Boolean request,
    List<Member> members) {

  /// @param role in a direct conversation always a plain member's
  /// @param readSeq how far they have read, 0 for nothing; null when it is not shown
  /// @param deliveredSeq how far it has reached a device of theirs
  /// @param deleted true when their account is gone, else null
  public record Member(
      UserId id,
      String username,
      String displayName,
      Boolean deleted,
      Role role,
      Long readSeq,
      long deliveredSeq) {}

  public Conversation with(List<Member> some) {
    return new Conversation(
        id,
        kind,
        title,
        createdBy,
        createdAt,
        headSeq,
        readSeq,
        deliveredSeq,
        unread,
        mentions,
        unreadThreads,
        settings,
        disappearAfter,
        lastMessage,
        lastAt,
        memberCount,
        group,
        request,
        List.copyOf(some));
  }
}
