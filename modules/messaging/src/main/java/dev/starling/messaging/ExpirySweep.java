package dev.starling.messaging;

import dev.starling.persistence.personal.ExpiryRepository;
import io.vertx.core.Future;
import java.time.Clock;

/// Erases what expired messages said. Nothing that anybody reads depends on it.
final class ExpirySweep {

  /// Messages at a time, so that nobody waits long for their conversations.
  private static final int ERASED_MAX = 200;

  private final ExpiryRepository expiry;
  private final Runnable written;
  private final Clock clock;

  /// @param written called when search has something to forget
  ExpirySweep(ExpiryRepository expiry, Runnable written, Clock clock) {
    this.expiry = expiry;
    this.written = written;
    this.clock = clock;
  }

  Future<?> run() {
    return expiry
        .erase(clock.instant(), ERASED_MAX)
        .compose(
            erased -> {
              if (erased > 0) {
                written.run();
              }
              return erased == ERASED_MAX ? run() : Future.succeededFuture();
            });
  }
}
