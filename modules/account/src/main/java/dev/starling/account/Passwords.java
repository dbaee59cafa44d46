package dev.starling.account;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.account.Password;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// Hashes passwords and compares them with hashes, each some 50 ms of a core, on threads of its
/// own. Safe for use by any thread.
final class Passwords {

  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private final SecureRandom random;
  private final PasswordConfig config;
  private final WorkerExecutor workers;
  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicLong computed = new AtomicLong();

  Passwords(Vertx vertx, SecureRandom random, PasswordConfig config) {
    this.random = random;
    this.config = config;
    this.workers = vertx.createSharedWorkerExecutor("starling-passwords", config.parallelMax());
  }

  /// In PHC form, which names the parameters.
  Future<String> hash(Password password) {
    return work(() -> hash(password.bytes()));
  }

  /// Without a hash there is nothing to match, which takes as much work to find out.
  Future<Boolean> matches(Password password, Optional<String> hash) {
    return work(
        () -> {
          if (hash.isEmpty()) {
            return hash(password.bytes()).isEmpty(); // Never, after as much work.
          }
          computed.incrementAndGet();
          byte[] stored = hash.get().getBytes(StandardCharsets.US_ASCII);
          return Argon2Function.getInstanceFromHash(hash.get()).check(password.bytes(), stored);
        });
  }

  /// Whether the hash was made with other parameters than today's.
  boolean isOutdated(String hash) {
    return !Argon2Function.getInstanceFromHash(hash).equals(argon2());
  }

  /// How many hashes were computed so far.
  long computed() {
    return computed.get();
  }

  Future<Void> close() {
    return workers.close();
  }

  private String hash(byte[] password) {
    computed.incrementAndGet();
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    return argon2().hash(password, salt).getResult();
  }

  /// Kept by the library, with memory of this size for good: so from the first password on, not
  /// from the node's start.
  private Argon2Function argon2() {
    return Argon2Function.getInstance(
        config.memoryKib(), config.iterations(), config.lanes(), HASH_BYTES, Argon2.ID);
  }

  private <T> Future<T> work(Callable<T> hashing) {
    if (underWay.incrementAndGet() > config.parallelMax() + config.waitingMax()) {
      underWay.decrementAndGet();
      return Future.failedFuture(
          new Failure.TryLater(
              ErrorCode.OVERLOADED,
              "more than " + config.waitingMax() + " passwords are waiting to be hashed",
              RETRY_AFTER));
    }
    return workers.executeBlocking(hashing, false).onComplete(done -> underWay.decrementAndGet());
  }
}
