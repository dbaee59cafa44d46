package dev.starling.messaging;

import dev.starling.messaging.audience.Audience;
import dev.starling.messaging.audience.Audiences;
import dev.starling.persistence.contact.ContactRepository;
import dev.starling.persistence.conversation.MemberRepository;
import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import dev.starling.wire.conversation.Standing;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;

/// Who is told that a member is writing something: the members there are now, unless they are many.
/// Two of whom one has blocked the other are not told of each other.
final class TypingMembers {

  private final MemberRepository members;
  private final Membership membership;
  private final Audiences audiences;
  private final ContactRepository contacts;
  private final int membersMax;

  TypingMembers(
      MemberRepository members, Audiences audiences, ContactRepository contacts, int membersMax) {
    this.members = members;
    this.membership = new Membership(members);
    this.audiences = audiences;
    this.contacts = contacts;
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
        .compose(found -> hearers(user, found.get(conversation)));
  }

  private Future<List<UserId>> hearers(UserId user, Audience all) {
    if (all == null || all.memberCount() > membersMax) {
      return Future.succeededFuture(List.of());
    }
    return all.memberCount() == 2
        ? unlessBlocked(user, all.recipients())
        : Future.succeededFuture(all.recipients());
  }

  private Future<List<UserId>> unlessBlocked(UserId user, List<UserId> two) {
    UserId other = two.getFirst().equals(user) ? two.getLast() : two.getFirst();
    return contacts.isBlocked(user, other).map(blocked -> blocked ? List.of() : two);
  }

  private <T> Future<T> refusal(UserId user, ConversationId conversation) {
    return membership
        .require(user, conversation)
        // Whoever is a member by now was not when it counted.
        .compose(member -> Future.failedFuture(Standing.notAMember()));
  }
}
