package dev.starling.story;

import dev.starling.persistence.story.ViewRepository;
import dev.starling.persistence.story.ViewRepository.Seen;
import dev.starling.wire.Cursor;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.Page;
import dev.starling.wire.PageRequest;
import dev.starling.wire.StoryId;
import dev.starling.wire.UserId;
import dev.starling.wire.conversation.Emoji;
import dev.starling.wire.story.StoryViews;
import io.vertx.core.Future;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Looking at stories and reacting to them, and what their authors learn of it.
final class Viewing {

  private final ViewRepository views;
  private final AuthorNews news;
  private final Clock clock;
  private final Duration viewersFor;

  Viewing(ViewRepository views, AuthorNews news, Clock clock, Duration viewersFor) {
    this.views = views;
    this.news = news;
    this.clock = clock;
    this.viewersFor = viewersFor;
  }

  /// Counts once, and one's own not at all.
  Future<Void> view(UserId viewer, StoryId id) {
    return views.view(viewer, id, clock.instant()).map(seen -> noted(viewer, id, seen)).mapEmpty();
  }

  /// @param emoji null to take the reaction back
  Future<Void> react(UserId viewer, StoryId id, String emoji) {
    String checked = emoji == null ? null : Emoji.check(emoji);
    return views
        .react(viewer, id, clock.instant(), checked)
        .map(seen -> noted(viewer, id, seen))
        .map(
            seen -> {
              requireOthers(viewer, seen.author());
              if (seen.changed()) {
                news.reacted(seen.author(), id, viewer, checked);
              }
              return null;
            });
  }

  /// Who has seen it, for its author.
  ///
  /// @param reacted only those who reacted
  Future<StoryViews> list(UserId author, StoryId id, PageRequest page, boolean reacted) {
    Instant now = clock.instant();
    return Future.succeededFuture(page)
        .map(wanted -> wanted.after(Viewing::place))
        .map(after -> new ViewRepository.Wanted(after, page.limitAndOne(), reacted))
        .compose(wanted -> views.list(author, id, now, now.minus(viewersFor), wanted))
        .map(found -> storyViews(found.orElseThrow(() -> StoryService.notFound(id)), page));
  }

  /// An answer was stored.
  Seen answered(UserId viewer, StoryId id, Optional<Seen> found) {
    Seen seen = noted(viewer, id, found);
    if (seen.changed()) {
      news.answered(seen.author(), id, viewer);
    }
    return seen;
  }

  private Seen noted(UserId viewer, StoryId id, Optional<Seen> found) {
    Seen seen = found.orElseThrow(() -> StoryService.notFound(id));
    if (seen.counted()) {
      news.viewed(seen.author(), id);
    }
    if (seen.moved()) {
      news.seen(viewer, seen.author(), id);
    }
    return seen;
  }

  static void requireOthers(UserId viewer, UserId author) {
    if (author.equals(viewer)) {
      throw new Failure.Conflict(ErrorCode.OWN_STORY, "story: it is your own");
    }
  }

  static ViewRepository.Place place(Cursor.Reader cursor) throws IOException {
    return new ViewRepository.Place(cursor.time(), new UserId(cursor.number()));
  }

  private static StoryViews storyViews(ViewRepository.Views found, PageRequest page) {
    Page<StoryViews.View> items =
        page.page(found.items(), last -> Cursor.of(last.at(), last.user().id().value()));
    return new StoryViews(
        items.items(), items.next(), found.count(), found.hidden(), found.reactions());
  }
}
