package dev.starling.messaging;

import dev.starling.persistence.erasure.ErasingRepository;
import io.vertx.core.Future;

/// Erases what deleted conversations and accounts left, step by step, and forgets old receipts.
/// Nothing that anybody reads depends on it.
final class ErasingSweep {

  private final ErasingRepository erasing;
  private final TakingBack takingBack;
  private final Runnable written;
  private final ErasingConfig config;

  /// @param written called when search has something to forget
  ErasingSweep(
      ErasingRepository erasing, TakingBack takingBack, Runnable written, ErasingConfig config) {
    this.erasing = erasing;
    this.takingBack = takingBack;
    this.written = written;
    this.config = config;
  }

  Future<?> run() {
    return steps().compose(done -> erasing.forget(config.receiptsKeptFor()));
  }

  /// One of each kind at a time: who has said much keeps nobody else's from being erased.
  private Future<Void> steps() {
    return takingBack
        .next()
        .compose(taken -> erasing.next(config.batchMax()).map(erased -> taken || erased))
        .compose(
            isMore -> {
              if (isMore) {
                written.run();
              }
              return isMore ? steps() : Future.succeededFuture();
            });
  }
}
