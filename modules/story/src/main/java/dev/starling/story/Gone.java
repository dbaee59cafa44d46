package dev.starling.story;

import dev.starling.persistence.story.GoneRepository;
import dev.starling.persistence.story.GoneRepository.Target;
import dev.starling.wire.StoryId;
import dev.starling.wire.UserId;
import dev.starling.wire.event.Signal;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells those who had a story that it was deleted, and the author's own devices. Best effort, and
/// nobody waits for it. What is over by itself is told to nobody: everybody knows when.
final class Gone {

  private static final Logger LOG = LoggerFactory.getLogger(Gone.class);

  private final GoneRepository gone;
  private final StoryAudience audience;
  private final int targetsPerPage;

  Gone(GoneRepository gone, StoryAudience audience, int targetsPerPage) {
    this.gone = gone;
    this.audience = audience;
    this.targetsPerPage = targetsPerPage;
  }

  void deleted(UserId author, StoryId story, Instant now) {
    Signal.StoryGone signal = new Signal.StoryGone(story, author);
    tell(List.of(author), signal)
        .compose(told -> pages(signal, new UserId(0), now))
        .onFailure(cause -> LOG.warn("not all are told that {} is gone: {}", story, cause));
  }

  private Future<Void> pages(Signal.StoryGone signal, UserId after, Instant now) {
    return gone.targets(signal.story(), after, targetsPerPage, now)
        .compose(page -> tell(audience(page), signal).map(page))
        .compose(
            page ->
                page.size() < targetsPerPage
                    ? Future.succeededFuture()
                    : pages(signal, page.getLast().user(), now));
  }

  private static List<UserId> audience(List<Target> page) {
    return page.stream().filter(Target::isAudience).map(Target::user).toList();
  }

  private Future<Void> tell(List<UserId> users, Signal signal) {
    return Future.<Void>succeededFuture()
        .onSuccess(
            now -> {
              if (!users.isEmpty()) {
                audience.tell(users, signal);
              }
            });
  }
}
