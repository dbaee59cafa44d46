package dev.starling.messaging;

import dev.starling.persistence.erasure.ErasingRepository;
import io.vertx.core.Future;

/// Erases what deleted conversations and accounts left, step by step, and forgets old receipts.
/// Nothing that anybody reads depends on it.
final class ErasingSweep {

  private final ErasingRepository erasing;
  private final Runnable written;
  private final ErasingConfig config;

  /// @param written called when search has something to forget
  ErasingSweep(ErasingRepository erasing, Runnable written, ErasingConfig config) {
    this.erasing = erasing;
    this.written = written;
    this.config = config;
  }

  Future<?> run() {
    return erasing
        .next(config.batchMax())
        .compose(
            isMore -> {
              if (isMore) {
                written.run();
              }
              return isMore ? run() : Future.succeededFuture();
            });
  }

  Future<?> forgetReceipts() {
    return erasing.forget(config.receiptsKeptFor());
  }
}
