package dev.starling.media;

import dev.starling.media.store.ObjectStore;
import dev.starling.persistence.media.MediaRepository;
import dev.starling.wire.MediaId;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Collects files that nothing refers to, and uploads nobody went on with: the row is claimed, the
/// object removed, the row deleted, in this order. Where that stops, another sweep goes on. Any
/// number of nodes may do it at any time.
final class Sweep {

  private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);
  private static final int FILES_PER_STEP = 50;

  /// Longer than any removal takes.
  private static final Duration UNREMOVED = Duration.ofMinutes(2);

  private final MediaRepository media;
  private final ObjectStore store;
  private final MediaConfig config;

  Sweep(MediaRepository media, ObjectStore store, MediaConfig config) {
    this.media = media;
    this.store = store;
    this.config = config;
  }

  /// How many were collected.
  Future<Integer> run() {
    return media
        .claimIdle(config.unfinishedFor(), config.unreferencedFor(), UNREMOVED, FILES_PER_STEP)
        .compose(ids -> removeAll(ids).map(done -> ids.size()))
        .compose(
            count ->
                count < FILES_PER_STEP
                    ? Future.succeededFuture(count)
                    : run().map(more -> count + more));
  }

  /// The object, and then the row, which has been claimed. Never fails: what is left is found
  /// again.
  Future<Void> remove(MediaId id) {
    return store
        .remove(Keys.of(id))
        .compose(removed -> store.remove(Keys.thumbnail(id)))
        .compose(removed -> media.forget(id))
        .onFailure(cause -> LOG.warn("{} is not removed yet: {}", id, cause.toString()))
        .otherwiseEmpty();
  }

  private Future<Void> removeAll(List<MediaId> ids) {
    Future<Void> removed = Future.succeededFuture();
    for (MediaId id : ids) {
      removed = removed.compose(before -> remove(id));
    }
    return removed;
  }
}
