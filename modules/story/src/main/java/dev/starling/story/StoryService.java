package dev.starling.story;

import dev.starling.persistence.story.FeedQuestion;
import dev.starling.persistence.story.FeedQuestion.Place;
import dev.starling.persistence.story.FeedSlice;
import dev.starling.persistence.story.StoryRepository;
import dev.starling.wire.Cursor;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.MediaId;
import dev.starling.wire.Page;
import dev.starling.wire.PageRequest;
import dev.starling.wire.StoryId;
import dev.starling.wire.TextRule;
import dev.starling.wire.UserId;
import dev.starling.wire.account.User;
import dev.starling.wire.story.AskRings;
import dev.starling.wire.story.EditStory;
import dev.starling.wire.story.NewStory;
import dev.starling.wire.story.Story;
import dev.starling.wire.story.StoryAudit;
import dev.starling.wire.story.StoryFeed;
import dev.starling.wire.story.StoryRings;
import dev.starling.wire.story.StoryViews;
import io.vertx.core.Future;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;

/// The rules of stories: who may post, see, delete and count them. May be called from any thread.
///
/// Every read is of one moment of the node's clock: what has expired then is gone.
public final class StoryService {

  /// @param isNew false for a retry of what had been posted already
  public record Posted(Story story, boolean isNew) {}

  /// Where a page of a feed begins.
  ///
  /// @param asOf the moment that its order is of, null for the first page
  private record FeedPlace(Place place, Instant asOf) {
    static final FeedPlace BEGINNING = new FeedPlace(Place.BEGINNING, null);
  }

  /// Far more than any state takes.
  private static final TextRule STATE = new TextRule("state", 1_024);

  private final Posting posting;
  private final StoryRepository stories;
  private final Viewing viewing;
  private final FeedReader feeds;
  private final Spread spread;
  private final StoryLimits limits;
  private final Clock clock;

  StoryService(
      Posting posting,
      StoryRepository stories,
      Viewing viewing,
      FeedReader feeds,
      Spread spread,
      StoryLimits limits,
      Clock clock) {
    this.posting = posting;
    this.stories = stories;
    this.viewing = viewing;
    this.feeds = feeds;
    this.spread = spread;
    this.limits = limits;
    this.clock = clock;
  }

  /// Once this succeeds the story is durable, and in the feed of everybody it is for.
  public Future<Posted> post(UserId author, NewStory story) {
    return posting.post(author, story);
  }

  public Future<Story> get(UserId viewer, StoryId id) {
    return stories
        .find(viewer, id, clock.instant())
        .map(found -> found.orElseThrow(() -> notFound(id)));
  }

  /// One's own, also out of the archive.
  public Future<Void> delete(UserId author, StoryId id) {
    return posting.delete(author, id, clock.instant());
  }

  /// All that are there, each as by [#delete].
  public Future<Void> deleteAll(UserId author) {
    return stories
        .active(author, clock.instant())
        .compose(ids -> Future.join(ids.stream().map(id -> delete(author, id)).toList()))
        .mapEmpty();
  }

  /// Says that the viewer has seen it. Counts once, and one's own not at all.
  public Future<Void> view(UserId viewer, StoryId id) {
    return viewing.view(viewer, id);
  }

  /// Says that the viewer has seen it and what they think of it, in place of what they had said.
  ///
  /// @param emoji null to take the reaction back
  public Future<Void> react(UserId viewer, StoryId id, String emoji) {
    return viewing.react(viewer, id, emoji);
  }

  /// Who has seen it, for its author.
  public Future<StoryViews> views(UserId author, StoryId id, PageRequest page) {
    return viewing.list(author, id, page, false);
  }

  /// As [#views], with those only who reacted.
  public Future<StoryViews> reactions(UserId author, StoryId id, PageRequest page) {
    return viewing.list(author, id, page, true);
  }

  /// Who has stories for the viewer.
  ///
  /// @param state of a feed that the asker has already, or null; counts for the first page only
  /// @param muted whether the authors are wanted whose stories the viewer wants apart, or the
  ///   others
  public Future<StoryFeed> feed(UserId viewer, PageRequest page, String state, boolean muted) {
    String known = page.cursor() == null ? STATE.checkOptional(state) : null;
    return Future.succeededFuture(page)
        .map(wanted -> wanted.after(StoryService::feedPlace))
        .map(after -> after == null ? FeedPlace.BEGINNING : after)
        .map(
            after ->
                new FeedQuestion(
                    viewer,
                    clock.instant(),
                    after.place(),
                    page.limitAndOne(),
                    known,
                    muted,
                    after.asOf()))
        .compose(feeds::read)
        .map(slice -> storyFeed(slice, page, slice.state().equals(known)));
  }

  /// Which of these people have stories for the viewer, also such as are in no feed of theirs.
  public Future<StoryRings> rings(UserId viewer, AskRings asked) {
    if (asked.users().size() > limits.askedMax()) {
      return Future.failedFuture(
          new Failure.Invalid(
              ErrorCode.BAD_FIELD,
              "users: " + asked.users().size() + " (at most " + limits.askedMax() + ")"));
    }
    return feeds
        .rings(viewer, asked.users(), clock.instant())
        .map(
            found ->
                new StoryRings(
                    asked.users().stream().map(found::get).filter(Objects::nonNull).toList()));
  }

  /// Changes a story of one's own; whoever asks from now on finds it changed, and not at all when
  /// it is not for them any more.
  public Future<Story> edit(UserId author, StoryId id, EditStory change) {
    return posting.edit(author, id, change, clock.instant());
  }

  /// Who could see it at this moment, for its author. Who has seen it is among its views.
  public Future<StoryAudit> audience(UserId author, StoryId id, PageRequest page) {
    Instant now = clock.instant();
    return Future.succeededFuture(page)
        .map(wanted -> wanted.after(in -> new UserId(in.number())))
        .compose(
            after ->
                stories.audience(
                    author, id, now, after == null ? new UserId(0) : after, page.limitAndOne()))
        .map(found -> found.orElseThrow(() -> notFound(id)))
        .map(found -> audit(found, page, now));
  }

  private static StoryAudit audit(StoryRepository.Audited found, PageRequest page, Instant now) {
    Page<User> users = page.page(found.users(), last -> Cursor.of(last.id().value()));
    return new StoryAudit(found.audience(), now, users.items(), users.next());
  }

  /// Until when the viewer may have this file of the story: that long its address is good at most.
  /// What is over and kept is there for as long as it is kept.
  public Future<Instant> fileUntil(UserId viewer, StoryId id, MediaId file) {
    Instant now = clock.instant();
    return stories
        .findKept(viewer, id, now)
        .map(found -> found.orElseThrow(() -> notFound(id)))
        .compose(
            story ->
                story.parts().stream()
                        .anyMatch(part -> part.media() != null && part.media().id().equals(file))
                    ? Future.succeededFuture(
                        story.expiresAt().isAfter(now) ? story.expiresAt() : Instant.MAX)
                    : Future.failedFuture(
                        new Failure.NotFound(
                            ErrorCode.MEDIA_NOT_FOUND, "no file " + file + " in this story")));
  }

  /// Says that the contact is one of the owner's since just now: to be called after that is
  /// committed, and waited for before it is answered. They would see what the owner has posted
  /// without it, and the owner what they have posted for everyone, only at the cost of a look-up
  /// with each of their feeds until the next upkeep. Never fails.
  public Future<Void> contactAdded(UserId owner, UserId contact) {
    Instant now = clock.instant();
    return Future.all(
            spread.audienceChanged(owner, contact, now),
            spread.audienceChanged(contact, owner, now))
        .mapEmpty();
  }

  private static FeedPlace feedPlace(Cursor.Reader cursor) throws IOException {
    Instant asOf = cursor.time();
    return new FeedPlace(
        new Place((int) cursor.number(), cursor.time(), new UserId(cursor.number())), asOf);
  }

  private static StoryFeed storyFeed(FeedSlice slice, PageRequest page, boolean notModified) {
    Page<FeedSlice.Ranked> entries =
        page.page(
            slice.entries(),
            last ->
                Cursor.of(
                    slice.asOf(),
                    (long) last.place().rank(),
                    last.place().latestAt(),
                    last.place().author().value()));
    return new StoryFeed(
        entries.items().stream().map(FeedSlice.Ranked::entry).toList(),
        slice.state(),
        entries.next(),
        notModified);
  }

  static Failure.NotFound notFound(StoryId id) {
    return new Failure.NotFound(ErrorCode.STORY_NOT_FOUND, "no story " + id + " for you");
  }
}
