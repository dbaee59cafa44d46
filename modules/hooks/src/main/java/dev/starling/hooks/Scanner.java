package dev.starling.hooks;

import dev.starling.persistence.hook.DeliveryRepository;
import dev.starling.persistence.hook.ScanRepository;
import dev.starling.persistence.hook.ScanRepository.Push;
import dev.starling.persistence.hook.ScanRepository.Reader;
import dev.starling.persistence.hook.SubscriptionRepository;
import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Finds what is to be told, and what is to be taken back.
final class Scanner {

  /// Readers that wait to be looked up. Past this they are forgotten here, and found by [#look].
  private static final int READERS_MAX = 20_000;

  private static final int LOOKS = 500;

  private final ScanRepository scans;
  private final DeliveryRepository deliveries;
  private final SubscriptionRepository subscriptions;
  private final HooksConfig config;
  private final Push push;
  private final Set<Reader> readers = new LinkedHashSet<>();

  Scanner(
      ScanRepository scans,
      DeliveryRepository deliveries,
      SubscriptionRepository subscriptions,
      HooksConfig config) {
    this.scans = scans;
    this.deliveries = deliveries;
    this.subscriptions = subscriptions;
    this.config = config;
    this.push =
        new Push(
            config.push().hasEndpoint() || config.push().hasWebPush(),
            config.push().hasEndpoint(),
            config.push().after(),
            config.push().gather());
  }

  Future<Void> scan() {
    return scans.scan(config.scanEvery(), push);
  }

  /// Somebody has read something on this node. Any thread.
  void read(UserId user, ConversationId conversation) {
    if (push.isOn()) {
      synchronized (readers) {
        if (readers.size() < READERS_MAX) {
          readers.add(new Reader(user, conversation));
        }
      }
    }
  }

  /// Takes back what was read on this node since the last time.
  Future<Void> withdraw() {
    List<Reader> since;
    synchronized (readers) {
      since = new ArrayList<>(readers);
      readers.clear();
    }
    return since.isEmpty() ? Future.succeededFuture() : scans.withdraw(since, push.hasEndpoint());
  }

  /// Takes back what was read without a word of it reaching a scanner.
  Future<Void> look() {
    return push.isOn()
        ? scans.look(LOOKS, push.hasEndpoint()).mapEmpty()
        : Future.succeededFuture();
  }

  Future<Void> sweep() {
    return subscriptions
        .removeOver()
        .compose(removed -> deliveries.forgetOlderThan(config.deadFor()));
  }
}
