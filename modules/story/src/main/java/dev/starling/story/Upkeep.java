package dev.starling.story;

import dev.starling.persistence.story.PullWriter;
import dev.starling.persistence.story.StoryDays;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the days that stories will need, drops those that nobody needs, and ends look-ups whose
/// node is gone. No answer depends on it; any number of nodes may do it at any time.
final class Upkeep {

  private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);

  private final StoryDays days;
  private final PullWriter pulls;
  private final Clock clock;
  private final StoryConfig config;

  Upkeep(StoryDays days, PullWriter pulls, Clock clock, StoryConfig config) {
    this.days = days;
    this.pulls = pulls;
    this.clock = clock;
    this.config = config;
  }

  /// Never fails: what could not be done is for the next time.
  Future<Void> run() {
    Instant now = clock.instant();
    Instant over = now.minus(config.keptFor());
    return logged("make days", days.make(day(now), daysFrom(now)))
        .compose(done -> logged("give files back", days.releaseMedia(day(over))))
        .compose(done -> logged("drop days", days.drop(day(over))))
        .compose(done -> logged("renew copies", pulls.renewLate(config.settledWithin())))
        .compose(done -> logged("forget look-ups", pulls.forget(over)))
        .mapEmpty();
  }

  private int daysFrom(Instant now) {
    LocalDate last = day(now.plus(config.lifetimeMax())).plusDays(config.daysAhead());
    return (int) (last.toEpochDay() - day(now).toEpochDay()) + 1;
  }

  private static LocalDate day(Instant at) {
    return LocalDate.ofInstant(at, ZoneOffset.UTC);
  }

  private static <T> Future<T> logged(String what, Future<T> work) {
    return work.onFailure(cause -> LOG.warn("could not {}: {}", what, cause.toString()))
        .otherwiseEmpty();
  }
}
