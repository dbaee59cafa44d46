package dev.starling.hooks;

import dev.starling.outbound.Outbound;
import dev.starling.persistence.hook.SubscriptionRepository;
import dev.starling.wire.HookId;
import dev.starling.wire.IdSource;
import dev.starling.wire.Page;
import dev.starling.wire.SessionId;
import dev.starling.wire.UserId;
import dev.starling.wire.hook.NewSubscription;
import dev.starling.wire.hook.PushKey;
import dev.starling.wire.hook.Subscription;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

/// Browsers that want Web Push. A subscription ends with the session it was made in.
public final class SubscriptionService {

  private final SubscriptionRepository subscriptions;
  private final WebPusher browsers;
  private final Outbound outbound;
  private final IdSource ids;
  private final int limit;

  SubscriptionService(
      SubscriptionRepository subscriptions,
      WebPusher browsers,
      Outbound outbound,
      IdSource ids,
      int limit) {
    this.subscriptions = subscriptions;
    this.browsers = browsers;
    this.outbound = outbound;
    this.ids = ids;
    this.limit = limit;
  }

  /// What browsers subscribe with.
  public Future<PushKey> key() {
    return browsers.publicKey().map(PushKey::new);
  }

  /// The same endpoint again is the same subscription, with the keys it says now.
  public Future<Subscription> add(UserId user, SessionId session, NewSubscription request) {
    SubscriptionRepository.NewSubscription added =
        new SubscriptionRepository.NewSubscription(
            new HookId(ids.next()),
            user,
            session,
            request.endpoint(),
            Buffer.buffer(request.keys().p256dhBytes()),
            Buffer.buffer(request.keys().authBytes()));
    return browsers
        .publicKey()
        .compose(isOn -> outbound.check(request.endpoint()))
        .compose(allowed -> subscriptions.add(added, limit))
        .map(made -> made.orElseThrow(() -> OwnBots.tooMany("subscriptions", limit)));
  }

  /// As many as a person may have, on one page.
  public Future<Page<Subscription>> list(UserId user) {
    return subscriptions.list(user).map(Page::last);
  }

  public Future<Void> remove(UserId user, HookId subscription) {
    return subscriptions
        .remove(user, subscription)
        .compose(
            isRemoved ->
                isRemoved ? Future.succeededFuture() : Future.failedFuture(OwnBots.noHook()));
  }
}
