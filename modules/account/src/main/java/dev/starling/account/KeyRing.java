package dev.starling.account;

import dev.starling.persistence.account.SigningKey;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The keys this node knows: all of them verify, one of them signs. Safe for use by any thread.
final class KeyRing {

  private record Entry(String id, Instant signsFrom, Jwt jwt) {}

  private final Vertx vertx;
  private volatile List<Entry> newestFirst = List.of();
  private volatile Runnable whenMissing = () -> {};

  KeyRing(Vertx vertx) {
    this.vertx = vertx;
  }

  /// @param keys in the order of their ids
  void replace(List<SigningKey> keys) {
    List<Entry> entries = new ArrayList<>(keys.size());
    for (SigningKey key : keys.reversed()) {
      String id = String.valueOf(key.id());
      entries.add(new Entry(id, key.signsFrom(), new Jwt(vertx, id, key.secret())));
    }
    newestFirst = List.copyOf(entries);
  }

  /// What is told that a token names a key nobody here knows.
  void onMissing(Runnable listener) {
    whenMissing = listener;
  }

  /// The newest key that every node may be expected to know. The very first one has nobody to wait
  /// for, and may seem to be of the future when another node's clock is ahead.
  Jwt signer(Instant now) {
    List<Entry> keys = newestFirst;
    for (Entry key : keys) {
      if (!key.signsFrom().isAfter(now)) {
        return key.jwt();
      }
    }
    if (keys.isEmpty()) {
      throw new IllegalStateException("no signing keys: not started");
    }
    return keys.getLast().jwt();
  }

  Optional<Jwt> find(String id) {
    for (Entry key : newestFirst) {
      if (key.id().equals(id)) {
        return Optional.of(key.jwt());
      }
    }
    whenMissing.run();
    return Optional.empty();
  }
}
