package dev.starling.node;

import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What has been started, to be stopped the other way round. A part that fails to stop does not
/// keep the others from it.
final class Lifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(Lifecycle.class);

  private record Part(String name, Supplier<Future<?>> stop) {}

  private final Deque<Part> started = new ArrayDeque<>();

  void onStop(String name, Supplier<Future<?>> stop) {
    started.push(new Part(name, stop));
  }

  Future<Void> stop() {
    Part part = started.poll();
    if (part == null) {
      return Future.succeededFuture();
    }
    return Future.succeededFuture(part)
        .compose(next -> next.stop().get())
        .onFailure(cause -> LOG.warn("{} did not stop cleanly", part.name(), cause))
        .transform(done -> stop());
  }
}
