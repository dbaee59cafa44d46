package dev.starling.hooks;

import dev.starling.outbound.Outbound.Answer;
import dev.starling.persistence.hook.Delivery;
import dev.starling.persistence.hook.DeliveryRepository;
import dev.starling.persistence.hook.SubscriptionRepository;
import dev.starling.wire.HookId;
import dev.starling.wire.hook.PushNotice;
import io.vertx.core.Future;

/// Says one word to one target: to the operator's endpoint or to a browser.
final class PushWorker {

  private static final int NOT_FOUND = 404;
  private static final int GONE = 410;

  private final DeliveryRepository deliveries;
  private final SubscriptionRepository subscriptions;
  private final Endpoint endpoint;
  private final WebPusher browsers;
  private final Retry retry;
  private final boolean includeText;
  private final HookStats stats;

  PushWorker(
      DeliveryRepository deliveries,
      SubscriptionRepository subscriptions,
      Endpoint endpoint,
      WebPusher browsers,
      Retry retry,
      boolean includeText,
      HookStats stats) {
    this.deliveries = deliveries;
    this.subscriptions = subscriptions;
    this.endpoint = endpoint;
    this.browsers = browsers;
    this.retry = retry;
    this.includeText = includeText;
    this.stats = stats;
  }

  Future<Void> work(Delivery delivery) {
    if (!delivery.isWanted()) {
      // An attempt that got no answer may have been heard: it is taken back when the time comes.
      return deliveries.done(delivery, delivery.attempts() > 1);
    }
    PushNotice notice = notice(delivery);
    Future<Answer> answer =
        delivery.subscription() == null
            ? endpoint.send(delivery.messageId(), notice)
            : browsers.send(delivery.subscription(), notice);
    return answer.transform(
        (said, cause) ->
            cause == null ? heard(delivery, said) : again(delivery, Retry.reason(cause)));
  }

  private Future<Void> heard(Delivery delivery, Answer answer) {
    if (answer.isSuccess()) {
      stats.pushed().increment();
      return deliveries.done(delivery, true);
    }
    boolean isOver = answer.status() == NOT_FOUND || answer.status() == GONE;
    return isOver && delivery.subscription() != null
        ? unsubscribe(delivery)
        : again(delivery, Retry.reason(answer));
  }

  /// The browser has taken its subscription back: it goes, with everything on its way to it.
  private Future<Void> unsubscribe(Delivery delivery) {
    return subscriptions
        .remove(delivery.content().user(), new HookId(delivery.subscription().id()))
        .mapEmpty();
  }

  private Future<Void> again(Delivery delivery, String reason) {
    stats.pushFailed().increment();
    return deliveries.retry(
        delivery, reason, retry.after(delivery.attempts()), retry.attemptsMax());
  }

  private PushNotice notice(Delivery delivery) {
    Delivery.Content content = delivery.content();
    if (!delivery.isNotify()) {
      return PushNotice.withdraw(content.user(), content.conversation(), content.seq());
    }
    return new PushNotice(
        PushNotice.Type.NOTIFY,
        content.user(),
        content.conversation(),
        content.seq(),
        content.unread(),
        content.title(),
        content.sender() == null
            ? null
            : new PushNotice.Sender(content.sender(), content.senderName()),
        content.at(),
        includeText ? content.text() : null);
  }
}
