package dev.starling.messaging.audience;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.starling.persistence.conversation.MemberList;
import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import dev.starling.wire.cluster.MembersChanged;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;

/// The member lists as a database has them. Safe for use by any thread.
final class Members {

  private final Map<ConversationId, Set<UserId>> members = new HashMap<>();
  private final Map<ConversationId, Integer> versions = new HashMap<>();
  private final AtomicInteger reads = new AtomicInteger();

  synchronized void open(ConversationId conversation, Collection<UserId> first) {
    members.put(conversation, new TreeSet<>(first));
    versions.put(conversation, 1);
  }

  /// What is to be told of it.
  @CanIgnoreReturnValue
  synchronized MembersChanged change(
      ConversationId conversation, List<UserId> joined, List<UserId> left) {
    members.get(conversation).addAll(joined);
    left.forEach(members.get(conversation)::remove);
    int version = versions.merge(conversation, 1, Integer::sum);
    return new MembersChanged(conversation, version, joined, left);
  }

  synchronized Set<UserId> of(ConversationId conversation) {
    return Set.copyOf(members.get(conversation));
  }

  synchronized int version(ConversationId conversation) {
    return versions.get(conversation);
  }

  /// How many lists were read.
  int reads() {
    return reads.get();
  }

  synchronized Future<Map<ConversationId, MemberList>> lists(Collection<ConversationId> wanted) {
    Map<ConversationId, MemberList> lists = new HashMap<>();
    for (ConversationId id : wanted) {
      if (members.containsKey(id)) {
        reads.incrementAndGet();
        lists.put(id, new MemberList(versions.get(id), List.copyOf(members.get(id))));
      }
    }
    return Future.succeededFuture(lists);
  }
}
