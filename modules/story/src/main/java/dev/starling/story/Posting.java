package dev.starling.story;

import dev.starling.persistence.story.Posted;
import dev.starling.persistence.story.StoryRepository;
import dev.starling.wire.StoryId;
import dev.starling.wire.UserId;
import dev.starling.wire.story.EditStory;
import dev.starling.wire.story.NewStory;
import dev.starling.wire.story.Reshare;
import dev.starling.wire.story.Story;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.function.Supplier;

/// Makes a story of what somebody wants to post, if they may.
final class Posting {

  private final StoryRepository stories;
  private final Spread spread;
  private final Aftermath aftermath;
  private final Drafts drafts;
  private final StoryConfig config;

  Posting(
      StoryRepository stories,
      Spread spread,
      Aftermath aftermath,
      Drafts drafts,
      StoryConfig config) {
    this.stories = stories;
    this.spread = spread;
    this.aftermath = aftermath;
    this.drafts = drafts;
    this.config = config;
  }

  Future<StoryService.Posted> post(UserId author, NewStory draft) {
    return drafts
        .story(author, draft)
        .compose(story -> post(story, draft.clientId(), () -> post(author, draft)));
  }

  /// Shows the original again, as a story of this author.
  Future<StoryService.Posted> reshare(UserId author, Story original, Reshare reshare) {
    return Future.succeededFuture(original)
        .map(shown -> drafts.again(author, shown, reshare))
        .compose(
            story -> post(story, reshare.clientId(), () -> reshare(author, original, reshare)));
  }

  /// @param again makes it anew, when another node has made the same id in the same millisecond
  private Future<StoryService.Posted> post(
      Story story, String clientId, Supplier<Future<StoryService.Posted>> again) {
    return stories
        .post(story, clientId, config.postLimits())
        .compose(
            outcome ->
                switch (outcome) {
                  case Posted.Stored stored ->
                      spread
                          .posted(story, stored.ticket(), story.at())
                          .onSuccess(done -> aftermath.posted(story))
                          .map(new StoryService.Posted(story, true));
                  case Posted.StoredBefore before ->
                      stories
                          .find(story.author(), before.id(), story.at())
                          .map(found -> found.orElseGet(() -> original(story, before)))
                          .map(found -> new StoryService.Posted(found, false));
                  case Posted.Refused refused ->
                      refused.why() == Posted.Refusal.ID_TAKEN
                          ? again.get()
                          : Future.failedFuture(Refusals.of(refused, story.at(), config));
                });
  }

  /// The story as it is then. Completes when every feed that is asked for from now on goes by the
  /// change.
  Future<Story> edit(UserId author, StoryId id, EditStory change, Instant now) {
    return Future.succeededFuture(change)
        .map(drafts::checked)
        .compose(fit -> find(author, id, now))
        .compose(
            before ->
                write(author, id, change, now)
                    .onSuccess(after -> aftermath.edited(before, after, now)));
  }

  private Future<Story> write(UserId author, StoryId id, EditStory change, Instant now) {
    return stories
        .edit(author, id, change, now, config.pushedContactsMax())
        .compose(
            outcome ->
                switch (outcome) {
                  case Posted.Stored stored -> edited(author, id, change, stored, now);
                  case Posted.StoredBefore before ->
                      throw new IllegalStateException("an edit is not a post");
                  case Posted.Refused refused ->
                      Future.failedFuture(Refusals.of(refused, now, config));
                });
  }

  private Future<Story> edited(
      UserId author, StoryId id, EditStory change, Posted.Stored stored, Instant now) {
    Future<Story> found = find(author, id, now);
    return change.audience() == null
        ? found
        : found.compose(story -> spread.posted(story, stored.ticket(), now).map(story));
  }

  private Future<Story> find(UserId author, StoryId id, Instant now) {
    return stories
        .find(author, id, now)
        .map(found -> found.orElseThrow(() -> StoryService.notFound(id)));
  }

  /// Also out of the archive.
  Future<Void> delete(UserId author, StoryId id, Instant now) {
    return stories
        .delete(author, id, now)
        .compose(
            deleted ->
                deleted
                    ? Future.succeededFuture(aftermath.deleted(author, id, now))
                    : aftermath.deleteKept(author, id, now));
  }

  private static Story original(Story again, Posted.StoredBefore before) {
    return new Story(
        before.id(),
        again.author(),
        again.kind(),
        again.text(),
        again.parts(),
        again.caption(),
        again.mentions(),
        again.audience(),
        again.resharedFrom(),
        before.at(),
        before.expiresAt(),
        null);
  }
}
