package dev.starling.story;

import dev.starling.persistence.story.KeptRepository;
import dev.starling.persistence.story.ViewRepository;
import dev.starling.wire.IdSource;
import dev.starling.wire.StoryId;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Moves to the archive what is to stay, before its day is dropped, and removes, a little at a
/// time, what says something only while a story is there. No answer depends on it; any number of
/// nodes may do it at any time.
final class Forgetting {

  private static final Logger LOG = LoggerFactory.getLogger(Forgetting.class);

  private final ViewRepository views;
  private final KeptRepository kept;
  private final Clock clock;
  private final StoryConfig config;
  private final int atOnce;

  Forgetting(
      ViewRepository views,
      KeptRepository kept,
      Clock clock,
      StoryConfig config,
      SeeingConfig seeing) {
    this.views = views;
    this.kept = kept;
    this.clock = clock;
    this.config = config;
    this.atOnce = seeing.forgottenAtOnce();
  }

  /// Never fails: what could not be done is for the next time.
  Future<Void> run() {
    Instant over = clock.instant().minus(config.keptFor());
    return logged("archive", archive(LocalDate.ofInstant(over, ZoneOffset.UTC)))
        .compose(done -> logged("forget", seen()));
  }

  private Future<Void> archive(LocalDate before) {
    return kept.move(before, atOnce)
        .compose(more -> more ? archive(before) : Future.succeededFuture());
  }

  /// Whatever its lifetime was, no story from before is there any more.
  private Future<Void> seen() {
    StoryId before = new StoryId(IdSource.firstAt(clock.instant().minus(StoryConfig.LIFETIME_MAX)));
    return views
        .forgetSeen(before, atOnce)
        .compose(more -> more ? seen() : Future.succeededFuture());
  }

  private static Future<Void> logged(String what, Future<Void> work) {
    return work.onFailure(cause -> LOG.warn("could not {}: {}", what, cause.toString()))
        .otherwiseEmpty();
  }
}
