package dev.starling.persistence;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does something again and again, each time a while after it was done, so that slow work never
/// piles up. What fails is done again the next time.
public final class Repeated {

  private static final Logger LOG = LoggerFactory.getLogger(Repeated.class);

  private final Vertx vertx;
  private final String name;
  private final Duration pause;
  private final Supplier<Future<?>> work;
  private volatile boolean stopped;
  private boolean failing;

  public Repeated(Vertx vertx, String name, Duration pause, Supplier<Future<?>> work) {
    this.vertx = vertx;
    this.name = name;
    this.pause = pause;
    this.work = work;
  }

  public void start() {
    if (stopped) {
      return;
    }
    vertx.setTimer(
        pause.toMillis(),
        timer -> {
          if (!stopped) {
            // compose, not a bare call: work that throws must be done again, too.
            Future.succeededFuture().compose(done -> work.get()).onComplete(this::done);
          }
        });
  }

  public void stop() {
    stopped = true;
  }

  private void done(Object result, Throwable cause) {
    // Once when it begins and once when it ends: a database that is away would fill the log.
    if (cause != null && !failing) {
      LOG.warn("{} fails and is tried again every {}", name, pause, cause);
    } else if (cause == null && failing) {
      LOG.info("{} works again", name);
    }
    failing = cause != null;
    start();
  }
}
