package dev.starling.hooks;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does something again and again, with a pause in between, whether it succeeds or not. Owned by
/// the context it is started on.
final class Repeated {

  private static final Logger LOG = LoggerFactory.getLogger(Repeated.class);

  private final Vertx vertx;
  private final String name;
  private final Duration pause;
  private final Supplier<Future<Void>> work;
  private long timer;
  private boolean failing;
  private boolean stopped;

  Repeated(Vertx vertx, String name, Duration pause, Supplier<Future<Void>> work) {
    this.vertx = vertx;
    this.name = name;
    this.pause = pause;
    this.work = work;
  }

  void start() {
    timer =
        vertx.setTimer(
            pause.toMillis(),
            fired ->
                Future.succeededFuture()
                    .compose(now -> work.get())
                    .onComplete(done -> ended(done.cause())));
  }

  void stop() {
    stopped = true;
    vertx.cancelTimer(timer);
  }

  private void ended(Throwable cause) {
    // Once when it begins and once when it ends: a database that is away would fill the log.
    if (cause != null && !failing) {
      LOG.warn("{} fails and is tried again every {}", name, pause, cause);
    } else if (cause == null && failing) {
      LOG.info("{} works again", name);
    }
    failing = cause != null;
    if (!stopped) {
      start();
    }
  }
}
