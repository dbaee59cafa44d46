package dev.starling.story;

import dev.starling.persistence.story.StoryRepository;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.StoryId;
import dev.starling.wire.UserId;
import dev.starling.wire.story.Reshare;
import io.vertx.core.Future;
import java.time.Clock;

/// Shows stories again. The new story names the author of the first one and goes with it: it ends
/// when that ends, and is deleted with it.
final class Resharing {

  private final StoryRepository stories;
  private final Posting posting;
  private final Clock clock;

  Resharing(StoryRepository stories, Posting posting, Clock clock) {
    this.stories = stories;
    this.posting = posting;
    this.clock = clock;
  }

  /// Whoever is mentioned in a story, and sees it, may.
  Future<StoryService.Posted> reshare(UserId author, StoryId id, Reshare reshare) {
    return stories
        .find(author, id, clock.instant())
        .map(found -> found.orElseThrow(() -> StoryService.notFound(id)))
        .compose(
            original -> {
              Viewing.requireOthers(author, original.author());
              if (!Mentioned.in(original).contains(author)) {
                throw new Failure.Forbidden(
                    ErrorCode.NOT_MENTIONED, "story: it does not mention you");
              }
              return posting.reshare(author, original, reshare);
            });
  }
}
