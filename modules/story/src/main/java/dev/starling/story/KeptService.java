package dev.starling.story;

import dev.starling.persistence.story.HighlightRepository;
import dev.starling.persistence.story.HighlightRepository.Placed;
import dev.starling.persistence.story.HighlightRepository.PlacedStory;
import dev.starling.persistence.story.HighlightRepository.Written;
import dev.starling.persistence.story.KeptRepository;
import dev.starling.wire.Cursor;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.HighlightId;
import dev.starling.wire.IdSource;
import dev.starling.wire.Page;
import dev.starling.wire.PageRequest;
import dev.starling.wire.StoryId;
import dev.starling.wire.UserId;
import dev.starling.wire.story.ChangeHighlight;
import dev.starling.wire.story.Highlight;
import dev.starling.wire.story.NewHighlight;
import dev.starling.wire.story.Story;
import dev.starling.wire.story.StorySettings;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.List;

/// Stories that stay when they are over: the archive, which its author alone reads, and highlights,
/// whose stories are for whom each of them was for. May be called from any thread.
public final class KeptService {

  private final KeptRepository kept;
  private final HighlightRepository highlights;
  private final IdSource ids;
  private final Clock clock;
  private final SeeingConfig config;

  KeptService(
      KeptRepository kept,
      HighlightRepository highlights,
      IdSource ids,
      Clock clock,
      SeeingConfig config) {
    this.kept = kept;
    this.highlights = highlights;
    this.ids = ids;
    this.clock = clock;
    this.config = config;
  }

  public Future<StorySettings> settings(UserId author) {
    return kept.isWanted(author).map(StorySettings::new);
  }

  /// Holds for the stories that are there now, and those to come.
  public Future<StorySettings> change(UserId author, StorySettings change) {
    return change.archive() == null
        ? settings(author)
        : kept.want(author, change.archive(), clock.instant()).map(change);
  }

  /// One's own stories that are over, the latest first.
  public Future<Page<Story>> archive(UserId author, PageRequest page) {
    return Future.succeededFuture(page)
        .map(
            wanted ->
                wanted.after(in -> new KeptRepository.Place(in.time(), new StoryId(in.number()))))
        .compose(after -> kept.archive(author, clock.instant(), after, page.limitAndOne()))
        .map(found -> page.page(found, last -> Cursor.of(last.at(), last.id().value())));
  }

  public Future<Highlight> make(UserId owner, NewHighlight made) {
    checkCount(made.stories());
    HighlightId id = new HighlightId(ids.next());
    return highlights
        .make(id, owner, made, clock.instant(), config.highlightsMax())
        .compose(written -> written(owner, id, written));
  }

  public Future<Highlight> change(UserId owner, HighlightId id, ChangeHighlight change) {
    checkCount(change.stories());
    return highlights
        .change(id, owner, change, clock.instant())
        .compose(written -> written(owner, id, written));
  }

  /// Its stories stay in the archive.
  public Future<Void> delete(UserId owner, HighlightId id) {
    return highlights
        .delete(id, owner)
        .compose(deleted -> deleted ? Future.succeededFuture() : Future.failedFuture(notFound(id)));
  }

  public Future<Highlight> find(UserId viewer, HighlightId id) {
    return highlights
        .find(viewer, id, clock.instant())
        .map(found -> found.stream().findFirst().orElseThrow(() -> notFound(id)).highlight());
  }

  /// Somebody's, without those in which nothing is for the viewer.
  public Future<Page<Highlight>> list(UserId viewer, UserId owner, PageRequest page) {
    return Future.succeededFuture(page)
        .map(
            wanted ->
                wanted.after(
                    in ->
                        new HighlightRepository.Place(
                            (int) in.number(), new HighlightId(in.number()))))
        .compose(
            after -> highlights.list(viewer, owner, clock.instant(), after, page.limitAndOne()))
        .map(
            found ->
                page.page(
                    found, last -> Cursor.of((long) last.place(), last.highlight().id().value())))
        .map(
            found ->
                new Page<>(found.items().stream().map(Placed::highlight).toList(), found.next()));
  }

  /// Those of its stories that are for the viewer, in their order.
  public Future<Page<Story>> stories(UserId viewer, HighlightId id, PageRequest page) {
    return Future.succeededFuture(page)
        .map(wanted -> wanted.after(in -> (int) in.number()))
        .map(after -> after == null ? -1 : after)
        .compose(after -> find(viewer, id).map(after))
        .compose(
            after -> highlights.stories(viewer, id, clock.instant(), after, page.limitAndOne()))
        .map(found -> page.page(found, last -> Cursor.of((long) last.place())))
        .map(
            found ->
                new Page<>(found.items().stream().map(PlacedStory::story).toList(), found.next()));
  }

  private void checkCount(List<StoryId> stories) {
    if (stories != null && stories.size() > config.highlightStoriesMax()) {
      throw new Failure.Invalid(
          ErrorCode.BAD_FIELD,
          "stories: " + stories.size() + " (at most " + config.highlightStoriesMax() + ")");
    }
  }

  private Future<Highlight> written(UserId owner, HighlightId id, Written written) {
    return switch (written) {
      case STORED -> find(owner, id);
      case HIGHLIGHT_NOT_FOUND -> Future.failedFuture(notFound(id));
      case STORY_NOT_FOUND ->
          Future.failedFuture(
              new Failure.NotFound(
                  ErrorCode.STORY_NOT_FOUND,
                  "stories: one of them is none of yours, or its cover none of them"));
      case TOO_MANY_HIGHLIGHTS ->
          Future.failedFuture(
              new Failure.Invalid(
                  ErrorCode.TOO_MANY_HIGHLIGHTS,
                  "you have " + config.highlightsMax() + ", as many as there may be"));
    };
  }

  private static Failure.NotFound notFound(HighlightId id) {
    return new Failure.NotFound(
        ErrorCode.HIGHLIGHT_NOT_FOUND, "no highlight " + id + " with anything for you");
  }
}
