package dev.starling.messaging;

import dev.starling.persistence.account.UserRepository;
import dev.starling.persistence.conversation.MentionRepository;
import dev.starling.persistence.conversation.MentionRepository.Mentionable;
import dev.starling.wire.ConversationId;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.UserId;
import dev.starling.wire.event.MessageDetail;
import dev.starling.wire.json.Json;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Whom a text mentions: the members that it names. A name that is no member's is just text, and so
/// is `@all` of somebody who may not mention everybody.
///
/// Names are looked up, and then who of them is a member; the two are never joined, as in [Roster].
final class Mentions {

  /// @param who in the order of the text, each once
  record Found(List<UserId> who, boolean all) {

    static final Found NOBODY = new Found(List.of(), false);

    MessageDetail in(MessageDetail detail) {
      return who.isEmpty() && !all ? detail : detail.mentioning(who, all);
    }

    /// As it stands in a message's detail, null for nobody.
    String asJson() {
      MessageDetail said = in(MessageDetail.NONE).orNull();
      return said == null ? null : Json.write(said);
    }
  }

  private static final Future<Found> NOBODY = Future.succeededFuture(Found.NOBODY);

  private final UserRepository users;
  private final MentionRepository members;
  private final int mentionsMax;
  private final int allUpTo;

  Mentions(UserRepository users, MentionRepository members, MessagingConfig config) {
    this.users = users;
    this.members = members;
    this.mentionsMax = config.mentionsMax();
    this.allUpTo = config.mentionAllFrom();
  }

  /// Whether a text has to be looked at.
  static boolean mayBeIn(String text) {
    return text.indexOf('@') >= 0;
  }

  Future<Found> in(UserId sender, ConversationId conversation, String text) {
    if (!mayBeIn(text)) {
      return NOBODY;
    }
    MentionedNames names = MentionedNames.in(text);
    if (names.isEmpty()) {
      return NOBODY;
    }
    return users
        .called(names.keys())
        .compose(
            known ->
                members
                    .mentionable(conversation, known.values(), sender, allUpTo)
                    .map(mentionable -> found(names, known, mentionable)));
  }

  private Found found(MentionedNames names, Map<String, UserId> known, Mentionable mentionable) {
    List<UserId> who =
        names.spellings().stream()
            .map(spellings -> member(spellings, known, mentionable))
            .filter(Objects::nonNull)
            .distinct()
            .toList();
    if (who.size() > mentionsMax) {
      throw new Failure.Invalid(
          ErrorCode.TOO_MANY_MENTIONS,
          "text: mentions " + who.size() + " members (at most " + mentionsMax + ")");
    }
    return new Found(who, names.all() && mentionable.mayMentionAll());
  }

  private static UserId member(
      List<String> spellings, Map<String, UserId> known, Mentionable mentionable) {
    return spellings.stream()
        .map(known::get)
        .filter(user -> user != null && mentionable.members().contains(user))
        .findFirst()
        .orElse(null);
  }
}
