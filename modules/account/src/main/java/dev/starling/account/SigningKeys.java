package dev.starling.account;

import dev.starling.persistence.account.SigningKeyRepository;
import dev.starling.persistence.account.SigningKeyRepository.NewKey;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the [KeyRing] as the database has it, and sees to it that there is always a key to sign
/// with. Every node does; of those that find a new key due at the same time, one makes it.
final class SigningKeys {

  private static final Logger LOG = LoggerFactory.getLogger(SigningKeys.class);
  private static final int SECRET_BYTES = 32;

  /// Anybody can name a key that does not exist, so that alone makes one query per second at most.
  private static final Duration MISSING_PAUSE = Duration.ofSeconds(1);

  private final SigningKeyRepository repository;
  private final KeyRing ring;
  private final Clock clock;
  private final SecureRandom random;
  private final TokenConfig config;
  private final AtomicReference<Instant> lastMissing = new AtomicReference<>(Instant.MIN);

  SigningKeys(
      SigningKeyRepository repository,
      KeyRing ring,
      Clock clock,
      SecureRandom random,
      TokenConfig config) {
    this.repository = repository;
    this.ring = ring;
    this.clock = clock;
    this.random = random;
    this.config = config;
    ring.onMissing(this::readAfterMissing);
  }

  /// Makes the next key when it is due, drops those whose tokens have all expired, and reads the
  /// rest.
  Future<Void> refresh() {
    Instant now = clock.instant();
    // A key signs on until its successor does, which may be found due a little late.
    Instant expired = now.minus(config.sessionLifetime()).minus(config.keyLead());
    return repository
        .addUnlessOneSignsAfter(now.plus(config.keyLead()), newKey(now))
        .compose(added -> repository.deleteOver(expired))
        .compose(deleted -> read());
  }

  /// A new key now, whatever the age of the one before, which verifies on as long as its tokens may
  /// live. The new one signs after the lead time, when all nodes know it.
  Future<Void> rotate() {
    return repository.add(newKey(clock.instant())).compose(added -> read());
  }

  private Future<Void> read() {
    return repository
        .all()
        .map(
            keys -> {
              ring.replace(keys);
              return null;
            });
  }

  private NewKey newKey(Instant now) {
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(secret);
    Instant signsFrom = now.plus(config.keyLead());
    return new NewKey(Buffer.buffer(secret), now, signsFrom, signsFrom.plus(config.keyLifetime()));
  }

  private void readAfterMissing() {
    Instant now = clock.instant();
    Instant last = lastMissing.get();
    boolean isSoon = last.isAfter(now.minus(MISSING_PAUSE));
    if (!isSoon && lastMissing.compareAndSet(last, now)) {
      // Nobody waits for it: the token is refused now, and the next one finds the key.
      read().onFailure(cause -> LOG.warn("signing keys cannot be read", cause));
    }
  }
}
