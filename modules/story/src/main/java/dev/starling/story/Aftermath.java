package dev.starling.story;

import dev.starling.persistence.story.KeptRepository;
import dev.starling.wire.StoryId;
import dev.starling.wire.UserId;
import dev.starling.wire.story.Story;
import io.vertx.core.Future;
import java.time.Instant;

/// What follows when a story came or went.
final class Aftermath {

  private final Mentioned mentioned;
  private final Gone gone;
  private final KeptRepository kept;

  Aftermath(Mentioned mentioned, Gone gone, KeptRepository kept) {
    this.mentioned = mentioned;
    this.gone = gone;
    this.kept = kept;
  }

  void posted(Story story) {
    mentioned.tell(story, story.at());
  }

  void edited(Story before, Story after, Instant now) {
    mentioned.tell(after, Mentioned.in(before), now);
    if (!after.audience().equals(before.audience())) {
      gone.narrowed(after.author(), after.id(), before.audience(), now);
    }
  }

  /// Nobody waits for those who are told.
  Void deleted(UserId author, StoryId story, Instant now) {
    gone.deleted(author, story, now);
    return null;
  }

  /// It was none that is there; it may be one that is over.
  Future<Void> deleteKept(UserId author, StoryId story, Instant now) {
    return kept.delete(author, story, now)
        .compose(
            deleted ->
                deleted
                    ? Future.succeededFuture()
                    : Future.failedFuture(StoryService.notFound(story)));
  }
}
