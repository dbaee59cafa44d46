package dev.starling.messaging;

import dev.starling.persistence.conversation.MemberRepository;
import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import io.vertx.core.Future;

/// Only members see what is in a conversation.
final class Membership {

  private final MemberRepository members;

  Membership(MemberRepository members) {
    this.members = members;
  }

  Future<Void> require(UserId user, ConversationId conversation) {
    return members
        .standing(user, conversation)
        .map(
            standing -> {
              standing.require();
              return null;
            });
  }
}
