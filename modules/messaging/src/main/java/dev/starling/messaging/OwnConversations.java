package dev.starling.messaging;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.starling.persistence.conversation.ConversationRepository;
import dev.starling.persistence.conversation.ConversationRepository.Opened;
import dev.starling.wire.ConversationId;
import dev.starling.wire.IdSource;
import dev.starling.wire.UserId;
import io.vertx.core.Future;

/// The conversation that everybody has with themselves. It never changes, so a node remembers it.
final class OwnConversations {

  private static final int CACHED_MAX = 100_000;

  private final ConversationRepository conversations;
  private final IdSource ids;
  private final Cache<UserId, ConversationId> known =
      Caffeine.newBuilder().maximumSize(CACHED_MAX).build();

  OwnConversations(ConversationRepository conversations, IdSource ids) {
    this.conversations = conversations;
    this.ids = ids;
  }

  /// It is made when it is first asked for.
  Future<ConversationId> of(UserId user) {
    ConversationId own = known.getIfPresent(user);
    return own != null ? Future.succeededFuture(own) : open(user).map(Opened::id);
  }

  Future<Opened> open(UserId user) {
    return conversations
        .own(new ConversationId(ids.next()), user)
        .onSuccess(opened -> known.put(user, opened.id()));
  }
}
