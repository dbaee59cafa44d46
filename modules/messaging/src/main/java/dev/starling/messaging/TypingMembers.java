package dev.starling.messaging;

import dev.starling.messaging.audience.Audience;
import dev.starling.messaging.audience.Audiences;
import dev.starling.persistence.conversation.ConversationRepository;
import dev.starling.persistence.conversation.MemberRepository;
import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import dev.starling.wire.conversation.Standing;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;

/// Who is told that a member is writing something: the members there are now, unless they are many.
/// Two of whom one has blocked the other, or has not accepted them yet, are not told of each other.
final class TypingMembers {

  private final MemberRepository members;
  private final Membership membership;
  private final Audiences audiences;
  private final ConversationRepository conversations;
  private final int membersMax;

  TypingMembers(
      MemberRepository members,
      Audiences audiences,
      ConversationRepository conversations,
      int membersMax) {
    this.members = members;
    this.membership = new Membership(members);
    this.audiences = audiences;
    this.conversations = conversations;
    this.membersMax = membersMax;
  }

  /// Fails unless the user is one of them.
  Future<List<UserId>> of(UserId user, ConversationId conversation) {
    return members
        .versionFor(user, conversation)
        .compose(
            version ->
                version
                    .map(now -> audiences.of(Map.of(conversation, now)))
                    .orElseGet(() -> refusal(user, conversation)))
        .compose(found -> hearers(conversation, found.get(conversation)));
  }

  private Future<List<UserId>> hearers(ConversationId conversation, Audience all) {
    if (all == null || all.memberCount() > membersMax) {
      return Future.succeededFuture(List.of());
    }
    return all.memberCount() == 2
        ? unlessQuiet(conversation, all.recipients())
        : Future.succeededFuture(all.recipients());
  }

  private Future<List<UserId>> unlessQuiet(ConversationId conversation, List<UserId> two) {
    return conversations.isQuiet(conversation).map(quiet -> quiet ? List.of() : two);
  }

  private <T> Future<T> refusal(UserId user, ConversationId conversation) {
    return membership
        .require(user, conversation)
        // Whoever is a member by now was not when it counted.
        .compose(member -> Future.failedFuture(Standing.notAMember()));
  }
}
