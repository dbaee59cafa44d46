package dev.starling.messaging.audience;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.starling.persistence.conversation.MemberList;
import dev.starling.routing.bus.Addresses;
import dev.starling.routing.bus.Bus;
import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import dev.starling.wire.cluster.MembersChanged;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Predicate;

/// Who hears about a conversation, from memory when what is remembered is still right. Whoever asks
/// knows the version of the member list from the transaction it asks about, so an old list is never
/// used. Safe for use by any thread.
public final class Audiences {

  /// What is dropped has to leave the index at once.
  private static final Executor AT_ONCE = Runnable::run;

  private final Bus bus;
  private final Function<Collection<ConversationId>, Future<Map<ConversationId, MemberList>>> load;
  private final Predicate<UserId> reaches;
  private final AudienceConfig config;
  private final PlanIndex index = new PlanIndex();
  private final Cache<ConversationId, Kept> cache;

  /// @param load the member lists as the database has them
  /// @param reaches whether a user has a socket anywhere; [#moved] is to be told when that changes
  public Audiences(
      Bus bus,
      Function<Collection<ConversationId>, Future<Map<ConversationId, MemberList>>> load,
      Predicate<UserId> reaches,
      AudienceConfig config) {
    this.bus = bus;
    this.load = load;
    this.reaches = reaches;
    this.config = config;
    this.cache =
        Caffeine.newBuilder()
            .executor(AT_ONCE)
            .maximumWeight(config.entriesMax())
            .weigher((ConversationId id, Kept kept) -> 1 + kept.entries())
            .evictionListener((id, kept, cause) -> forget(kept))
            .build();
  }

  /// Completes when this node hears of member lists that others change.
  public Future<Void> start() {
    return bus.listen(Addresses.MEMBERS_CHANGED, this::apply);
  }

  /// The audiences of these conversations, each at least of the version asked for. Conversations
  /// that do not exist are missing.
  public Future<Map<ConversationId, Audience>> of(Map<ConversationId, Integer> versions) {
    Map<ConversationId, Audience> known = HashMap.newHashMap(versions.size());
    versions.forEach(
        (conversation, version) -> {
          Kept kept = cache.getIfPresent(conversation);
          Audience audience = kept == null ? null : kept.audience(version);
          if (audience != null) {
            known.put(conversation, audience);
          }
        });
    if (known.size() == versions.size()) {
      return Future.succeededFuture(known);
    }
    return load.apply(versions.keySet().stream().filter(id -> !known.containsKey(id)).toList())
        .map(
            loaded -> {
              loaded.forEach((id, list) -> known.put(id, keep(id, list)));
              return known;
            });
  }

  /// The audience as far as it is known now, for what is no event of the conversation. Empty when
  /// there is no such conversation.
  public Future<Optional<Audience>> now(ConversationId conversation) {
    return of(Map.of(conversation, 0))
        .map(audiences -> Optional.ofNullable(audiences.get(conversation)));
  }

  /// A member list was changed by this node: to be told before anybody asks for its new version.
  public void changed(MembersChanged change) {
    if (apply(change)) {
      bus.publish(Addresses.MEMBERS_CHANGED, change);
    }
  }

  /// The user's sockets may be where they were not.
  public void moved(UserId user) {
    for (Plan plan : index.of(user)) {
      plan.look(user);
    }
  }

  /// How many users are in plans.
  int planned() {
    return index.size();
  }

  /// False when it is known that no node plans this conversation: small lists are read again.
  @CanIgnoreReturnValue
  private boolean apply(MembersChanged change) {
    Kept now =
        cache
            .asMap()
            .computeIfPresent(
                change.conversation(),
                (id, kept) -> {
                  if (kept instanceof Plan plan) {
                    plan.apply(change);
                  }
                  return kept; // Weighed anew.
                });
    return !(now instanceof Kept.Small);
  }

  private Audience keep(ConversationId conversation, MemberList list) {
    Audience audience =
        cache
            .asMap()
            .compute(conversation, (id, kept) -> renewed(kept, list))
            .audience(list.version());
    return audience == null ? Audience.everyone(list.members()) : audience; // Dropped at once.
  }

  private Kept renewed(Kept kept, MemberList list) {
    if (kept instanceof Plan plan) {
      plan.replace(list);
      return plan;
    }
    if (list.members().size() >= config.planFrom()) {
      Plan plan = new Plan(index, reaches);
      plan.replace(list);
      return plan;
    }
    return kept instanceof Kept.Small small && small.version() > list.version()
        ? small
        : Kept.Small.of(list);
  }

  private static void forget(Kept kept) {
    if (kept instanceof Plan plan) {
      plan.close();
    }
  }
}
