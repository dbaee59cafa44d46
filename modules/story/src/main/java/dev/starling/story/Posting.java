package dev.starling.story;

import dev.starling.persistence.story.Posted;
import dev.starling.persistence.story.StoryRepository;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.IdSource;
import dev.starling.wire.StoryId;
import dev.starling.wire.UserId;
import dev.starling.wire.story.Kind;
import dev.starling.wire.story.NewStory;
import dev.starling.wire.story.Story;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;

/// Makes a story of what somebody wants to post, if they may.
final class Posting {

  private final StoryRepository stories;
  private final Spread spread;
  private final IdSource ids;
  private final StoryConfig config;

  Posting(StoryRepository stories, Spread spread, IdSource ids, StoryConfig config) {
    this.stories = stories;
    this.spread = spread;
    this.ids = ids;
    this.config = config;
  }

  Future<StoryService.Posted> post(UserId author, NewStory draft) {
    Story story = story(author, draft);
    return stories
        .post(story, draft.clientId(), config.activeMax(), config.pushedContactsMax())
        .compose(
            outcome ->
                switch (outcome) {
                  case Posted.Stored stored ->
                      spread
                          .posted(story, stored.ticket())
                          .map(new StoryService.Posted(story, true));
                  case Posted.StoredBefore before ->
                      Future.succeededFuture(
                          new StoryService.Posted(original(story, before), false));
                  case Posted.Refused refused -> refused(author, draft, story, refused);
                });
  }

  /// The id says when, so that two nodes that make the same id make the same key.
  private Story story(UserId author, NewStory draft) {
    StoryId id = new StoryId(ids.next());
    Instant at = IdSource.timeOf(id.value());
    return new Story(id, author, Kind.TEXT, draft.text(), at, at.plus(config.lifetime()));
  }

  private Future<StoryService.Posted> refused(
      UserId author, NewStory draft, Story story, Posted.Refused refused) {
    return switch (refused.why()) {
      case ID_TAKEN -> post(author, draft); // By another node in the same millisecond.
      case CLIENT_ID_REUSED ->
          Future.failedFuture(
              new Failure.Conflict(
                  ErrorCode.CLIENT_ID_REUSED, "clientId: names another story of yours already"));
      case DELETED_SINCE ->
          Future.failedFuture(
              new Failure.NotFound(
                  ErrorCode.STORY_NOT_FOUND, "clientId: names a story that you have deleted"));
      case TOO_MANY_ACTIVE ->
          Future.failedFuture(
              new Failure.TryLater(
                  ErrorCode.TOO_MANY_REQUESTS,
                  "you have " + config.activeMax() + " stories, which is as many as there may be",
                  Duration.between(story.at(), refused.until())));
    };
  }

  private static Story original(Story again, Posted.StoredBefore before) {
    return new Story(
        before.id(), again.author(), again.kind(), again.text(), before.at(), before.expiresAt());
  }
}
