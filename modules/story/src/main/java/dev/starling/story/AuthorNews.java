package dev.starling.story;

import dev.starling.wire.StoryId;
import dev.starling.wire.UserId;
import dev.starling.wire.event.Signal;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells authors what happens to their stories: the first time at once, and what follows soon after
/// it together, so that a story that everybody looks at does not drown its author. Best effort; may
/// be called from any thread.
final class AuthorNews {

  private static final Logger LOG = LoggerFactory.getLogger(AuthorNews.class);

  private enum Kind {
    VIEWED,
    REACTED,
    ANSWERED
  }

  private record Subject(StoryId story, Kind kind) {}

  private static final Supplier<Future<Void>> NOTHING = Future::succeededFuture;

  private final Vertx vertx;
  private final StoryAudience audience;
  private final Function<StoryId, Future<Long>> views;
  private final Duration every;
  private final ConcurrentHashMap<Subject, Supplier<Future<Void>>> waiting =
      new ConcurrentHashMap<>();

  /// @param views how many have seen a story
  AuthorNews(
      Vertx vertx, StoryAudience audience, Function<StoryId, Future<Long>> views, Duration every) {
    this.vertx = vertx;
    this.audience = audience;
    this.views = views;
    this.every = every;
  }

  /// Somebody looked for the first time. Counted only for an author who is there to hear it.
  void viewed(UserId author, StoryId story) {
    if (audience.reaches(author)) {
      soon(
          new Subject(story, Kind.VIEWED),
          () ->
              views.apply(story).map(count -> tell(author, new Signal.StoryViewed(story, count))));
    }
  }

  /// @param emoji null when it was taken back
  void reacted(UserId author, StoryId story, UserId by, String emoji) {
    soon(
        new Subject(story, Kind.REACTED),
        () -> Future.succeededFuture(tell(author, new Signal.StoryReacted(story, by, emoji))));
  }

  void answered(UserId author, StoryId story, UserId by) {
    soon(
        new Subject(story, Kind.ANSWERED),
        () -> Future.succeededFuture(tell(author, new Signal.StoryAnswered(story, by))));
  }

  /// Told to the viewer's own devices, which are not so many.
  void seen(UserId viewer, UserId author, StoryId until) {
    tell(viewer, new Signal.StorySeen(author, until));
  }

  private void soon(Subject subject, Supplier<Future<Void>> news) {
    if (waiting.put(subject, news) == null) {
      next(subject);
    }
  }

  /// Tells the latest, and again after a pause, until nothing has come meanwhile.
  private void next(Subject subject) {
    if (waiting.remove(subject, NOTHING)) {
      return;
    }
    Supplier<Future<Void>> news = waiting.put(subject, NOTHING);
    news.get().onFailure(cause -> LOG.debug("{} was not told: {}", subject, cause.toString()));
    vertx.setTimer(every.toMillis(), over -> next(subject));
  }

  private Void tell(UserId user, Signal signal) {
    try {
      audience.tell(List.of(user), signal);
    } catch (RuntimeException e) {
      LOG.error("{} was not told", user, e);
    }
    return null;
  }
}
