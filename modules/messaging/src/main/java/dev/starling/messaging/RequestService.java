package dev.starling.messaging;

import dev.starling.persistence.conversation.ConversationRepository;
import dev.starling.persistence.conversation.ConversationRepository.RequestAnswered;
import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import io.vertx.core.Future;
import java.util.function.BiConsumer;

/// What strangers ask of somebody who wants to be asked before they are written to. Answering twice
/// is the same as once, and so is answering what nobody asked.
public final class RequestService {

  private final ConversationRepository conversations;
  private final BiConsumer<UserId, UserId> visibilityChanged;

  /// @param visibilityChanged told of two people who may see more of each other than before
  RequestService(
      ConversationRepository conversations, BiConsumer<UserId, UserId> visibilityChanged) {
    this.conversations = conversations;
    this.visibilityChanged = visibilityChanged;
  }

  /// From now on it is a conversation like any other. Writing in it accepts it, too.
  public Future<Void> accept(UserId user, ConversationId conversation) {
    return answer(user, conversation, true)
        .onSuccess(
            answered -> {
              if (answered.sender() != null) {
                visibilityChanged.accept(user, answered.sender());
              }
            })
        .mapEmpty();
  }

  /// It is in no list any more. Whoever asked is not told.
  public Future<Void> decline(UserId user, ConversationId conversation) {
    return answer(user, conversation, false).mapEmpty();
  }

  private Future<RequestAnswered> answer(
      UserId user, ConversationId conversation, boolean accepted) {
    return conversations
        .answerRequest(user, conversation, accepted)
        .map(
            answered -> {
              if (answered.refusal() != null) {
                throw Refusals.failure(answered.refusal(), null);
              }
              return answered;
            });
  }
}
