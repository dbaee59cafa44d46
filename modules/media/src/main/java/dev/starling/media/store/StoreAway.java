package dev.starling.media.store;

import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import io.vertx.core.Future;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a store that does not do as it should is to clients: something to try again.
final class StoreAway {

  private static final Logger LOG = LoggerFactory.getLogger(StoreAway.class);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private StoreAway() {}

  static <T> Future<T> orFailure(Future<T> result) {
    return result.recover(
        cause -> {
          if (cause instanceof Failure) {
            return Future.failedFuture(cause);
          }
          LOG.warn("the store of files: {}", cause.toString());
          return Future.failedFuture(
              new Failure.TryLater(
                  ErrorCode.MEDIA_STORE_UNAVAILABLE,
                  "the store of files does not answer",
                  RETRY_AFTER));
        });
  }
}
