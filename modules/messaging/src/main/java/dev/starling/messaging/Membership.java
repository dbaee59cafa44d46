package dev.starling.messaging;

import dev.starling.persistence.conversation.MemberRepository;
import dev.starling.wire.ConversationId;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
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
        .compose(
            standing ->
                switch (standing) {
                  case MEMBER -> Future.succeededFuture();
                  case STRANGER -> Future.failedFuture(notAMember());
                  case UNKNOWN_CONVERSATION -> Future.failedFuture(notFound());
                });
  }

  static Failure notAMember() {
    return new Failure.Forbidden(ErrorCode.NOT_A_MEMBER, "not a member of this conversation");
  }

  static Failure notFound() {
    return new Failure.NotFound(ErrorCode.CONVERSATION_NOT_FOUND, "no such conversation");
  }
}
