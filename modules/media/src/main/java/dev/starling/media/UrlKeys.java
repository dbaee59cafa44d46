package dev.starling.media;

import dev.starling.persistence.media.MediaKeyRepository;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The keys that sign addresses, as the database has them. All nodes share them: what one has
/// signed, each verifies. Safe for use by any thread.
final class UrlKeys {

  private static final Logger LOG = LoggerFactory.getLogger(UrlKeys.class);

  private static final Duration LIFETIME = Duration.ofDays(30);

  /// A new key is known for so long before it signs, so that every node has read it.
  private static final Duration LEAD = Duration.ofMinutes(5);

  /// Anybody can name a key that does not exist, so that alone makes one query per second at most.
  private static final Duration MISSING_PAUSE = Duration.ofSeconds(1);

  private static final int SECRET_BYTES = 32;
  private static final String HMAC = "HmacSHA256";

  private final MediaKeyRepository repository;
  private final SecureRandom random;
  private final Clock clock;
  private final Duration urlsLast;
  private final AtomicReference<Instant> lastMissing = new AtomicReference<>(Instant.MIN);
  private volatile List<Key> newestFirst = List.of();

  /// @param urlsLast for so long after its successor a key verifies
  UrlKeys(MediaKeyRepository repository, SecureRandom random, Clock clock, Duration urlsLast) {
    this.repository = repository;
    this.random = random;
    this.clock = clock;
    this.urlsLast = urlsLast;
  }

  /// Makes the next key when it is due, drops those that have signed nothing that is still good,
  /// and reads the rest.
  Future<Void> refresh() {
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(secret);
    return repository
        .addWhenOlder(LIFETIME, Buffer.buffer(secret))
        .compose(
            added -> repository.deleteOlder(LIFETIME.plus(LIFETIME).plus(urlsLast.multipliedBy(2))))
        .compose(deleted -> read());
  }

  /// The newest key that every node may be expected to know.
  Key signer() {
    List<Key> keys = newestFirst;
    Instant known = clock.instant().minus(LEAD);
    return keys.stream()
        .filter(key -> key.createdAt().isBefore(known))
        .findFirst()
        .orElseGet(keys::getLast);
  }

  Optional<Key> find(String id) {
    Optional<Key> found =
        newestFirst.stream().filter(key -> String.valueOf(key.id()).equals(id)).findFirst();
    if (found.isEmpty()) {
      readAfterMissing();
    }
    return found;
  }

  private void readAfterMissing() {
    Instant now = clock.instant();
    Instant last = lastMissing.get();
    boolean isSoon = last.isAfter(now.minus(MISSING_PAUSE));
    if (!isSoon && lastMissing.compareAndSet(last, now)) {
      // Nobody waits for it: this address is refused, and the next one finds the key.
      read().onFailure(cause -> LOG.warn("keys of addresses cannot be read", cause));
    }
  }

  private Future<Void> read() {
    return repository
        .all()
        .map(
            keys -> {
              newestFirst = keys.stream().map(Key::of).toList();
              return null;
            });
  }

  record Key(int id, SecretKeySpec secret, Instant createdAt) {

    static Key of(MediaKeyRepository.Key stored) {
      return new Key(
          stored.id(), new SecretKeySpec(stored.secret().getBytes(), HMAC), stored.createdAt());
    }

    byte[] sign(byte[] what) {
      try {
        Mac mac = Mac.getInstance(HMAC);
        mac.init(secret);
        return mac.doFinal(what);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("every JDK has " + HMAC, e);
      }
    }

    @Override
    public String toString() {
      return "Key[id=" + id + ", secret=***]";
    }
  }
}
