package dev.starling.story;

import dev.starling.persistence.story.ViewRepository;
import dev.starling.wire.IdSource;
import dev.starling.wire.StoryId;
import io.vertx.core.Future;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Removes, a little at a time, what says something only while a story is there. No answer depends
/// on it; any number of nodes may do it at any time.
final class Forgetting {

  private static final Logger LOG = LoggerFactory.getLogger(Forgetting.class);

  private final ViewRepository views;
  private final Clock clock;
  private final int atOnce;

  Forgetting(ViewRepository views, Clock clock, int atOnce) {
    this.views = views;
    this.clock = clock;
    this.atOnce = atOnce;
  }

  /// Never fails: what could not be done is for the next time.
  Future<Void> run() {
    return seen()
        .onFailure(cause -> LOG.warn("could not forget: {}", cause.toString()))
        .otherwiseEmpty();
  }

  /// Whatever its lifetime was, no story from before is there any more.
  private Future<Void> seen() {
    StoryId before = new StoryId(IdSource.firstAt(clock.instant().minus(StoryConfig.LIFETIME_MAX)));
    return views
        .forgetSeen(before, atOnce)
        .compose(more -> more ? seen() : Future.succeededFuture());
  }
}
