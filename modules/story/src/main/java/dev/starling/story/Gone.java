package dev.starling.story;

import dev.starling.persistence.story.GoneRepository;
import dev.starling.persistence.story.GoneRepository.Reshared;
import dev.starling.persistence.story.GoneRepository.Target;
import dev.starling.wire.StoryId;
import dev.starling.wire.UserId;
import dev.starling.wire.event.Signal;
import dev.starling.wire.story.Audience;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells those who had a story that it was deleted, or is not for them any more, and the author's
/// own devices of what was deleted. Best effort, and nobody waits for it. What is over by itself is
/// told to nobody: everybody knows when.
final class Gone {

  private static final Logger LOG = LoggerFactory.getLogger(Gone.class);

  private static final UserId NOBODY = new UserId(0);

  private final GoneRepository gone;
  private final StoryAudience audience;
  private final int targetsPerPage;

  Gone(GoneRepository gone, StoryAudience audience, int targetsPerPage) {
    this.gone = gone;
    this.audience = audience;
    this.targetsPerPage = targetsPerPage;
  }

  /// What shows it again went with it.
  void deleted(UserId author, StoryId story, Instant at) {
    one(author, story, at);
    gone.reshares(story, at)
        .onSuccess(found -> found.forEach(again -> one(again, at)))
        .onFailure(cause -> LOG.warn("not all are told that {} is gone: {}", story, cause));
  }

  /// The author chose other people for it.
  ///
  /// @param was whom it was for
  void narrowed(UserId author, StoryId story, Audience was, Instant at) {
    pages(
        new Signal.StoryGone(story, author),
        NOBODY,
        after -> gone.narrowed(story, was, after, targetsPerPage, at));
  }

  private void one(Reshared again, Instant at) {
    one(again.by(), again.story(), at);
  }

  private void one(UserId author, StoryId story, Instant at) {
    Signal.StoryGone signal = new Signal.StoryGone(story, author);
    tell(List.of(author), signal);
    pages(signal, NOBODY, after -> gone.targets(story, after, targetsPerPage, at));
  }

  private void pages(
      Signal.StoryGone signal, UserId after, Function<UserId, Future<List<Target>>> targets) {
    targets
        .apply(after)
        .onSuccess(
            page -> {
              tell(page.stream().filter(Target::isAudience).map(Target::user).toList(), signal);
              if (page.size() == targetsPerPage) {
                pages(signal, page.getLast().user(), targets);
              }
            })
        .onFailure(
            cause -> LOG.warn("not all are told that {} is gone: {}", signal.story(), cause));
  }

  private void tell(List<UserId> users, Signal signal) {
    if (users.isEmpty()) {
      return;
    }
    try {
      audience.tell(users, signal);
    } catch (RuntimeException e) {
      LOG.error("nobody was told: {}", signal, e);
    }
  }
}
