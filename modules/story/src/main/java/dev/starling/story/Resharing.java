package dev.starling.story;

import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.UserId;
import dev.starling.wire.story.Reshare;
import dev.starling.wire.story.Story;
import io.vertx.core.Future;

/// Shows stories again. The new story names the author of the first one and goes with it: it ends
/// when that ends, and is deleted with it.
final class Resharing {

  private final Posting posting;

  Resharing(Posting posting) {
    this.posting = posting;
  }

  /// Whoever is mentioned in a story, and sees it, may.
  Future<StoryService.Posted> reshare(UserId author, Story original, Reshare reshare) {
    if (!Mentioned.in(original).contains(author)) {
      throw new Failure.Forbidden(ErrorCode.NOT_MENTIONED, "story: it does not mention you");
    }
    return posting.reshare(author, original, reshare);
  }
}
