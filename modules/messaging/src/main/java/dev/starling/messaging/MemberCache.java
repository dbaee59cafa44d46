package dev.starling.messaging;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.starling.persistence.conversation.MemberList;
import dev.starling.persistence.conversation.MemberRepository;
import dev.starling.wire.ConversationId;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;

/// Who hears about a conversation, from memory when the list is still the right one. Whoever asks
/// knows the list's version from the transaction it asks about, so an old list is never used. Safe
/// for use by any thread.
public final class MemberCache {

  private final Cache<ConversationId, MemberList> cache;
  private final MemberRepository repository;

  /// @param membersMax entries kept, over all conversations
  public MemberCache(MemberRepository repository, int membersMax) {
    this.repository = repository;
    this.cache =
        Caffeine.newBuilder()
            .maximumWeight(membersMax)
            .weigher((ConversationId id, MemberList list) -> 1 + list.members().size())
            .build();
  }

  /// The lists of these conversations, each at least of the version asked for. Conversations that
  /// do not exist are missing.
  public Future<Map<ConversationId, MemberList>> lists(Map<ConversationId, Integer> versions) {
    Map<ConversationId, MemberList> known = HashMap.newHashMap(versions.size());
    versions.forEach(
        (conversation, version) -> {
          MemberList list = cache.getIfPresent(conversation);
          if (list != null && list.version() >= version) {
            known.put(conversation, list);
          }
        });
    if (known.size() == versions.size()) {
      return Future.succeededFuture(known);
    }
    return repository
        .lists(versions.keySet().stream().filter(id -> !known.containsKey(id)).toList())
        .map(
            loaded -> {
              cache.putAll(loaded);
              known.putAll(loaded);
              return known;
            });
  }
}
