package dev.starling.story;

import dev.starling.persistence.story.CopyRepository;
import dev.starling.persistence.story.FeedQuestion;
import dev.starling.persistence.story.FeedRepository;
import dev.starling.persistence.story.FeedSlice;
import dev.starling.wire.UserId;
import dev.starling.wire.story.StoryRings;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads feeds: with a ring that can be believed by looking at its authors alone, otherwise by
/// looking at everybody who may have a story for the viewer. Both give the same answer.
final class FeedReader {

  private static final Logger LOG = LoggerFactory.getLogger(FeedReader.class);

  private final FeedRepository feeds;
  private final CopyRepository copies;
  private final Rings rings;
  private final int ringAuthorsMax;

  private final LongAdder fromRing = new LongAdder();
  private final LongAdder fromDatabase = new LongAdder();

  FeedReader(FeedRepository feeds, CopyRepository copies, Rings rings, int ringAuthorsMax) {
    this.feeds = feeds;
    this.copies = copies;
    this.rings = rings;
    this.ringAuthorsMax = ringAuthorsMax;
  }

  Future<FeedSlice> read(FeedQuestion question) {
    return rings
        .read(question.viewer(), question.now())
        .compose(
            found ->
                switch (found) {
                  case Rings.Found.Complete ring -> among(ring, question);
                  case Rings.Found.Missing missing ->
                      ofEverybody(question)
                          .onSuccess(
                              slice -> make(question.viewer(), missing.token(), question.now()));
                  case Rings.Found.Unusable unusable -> ofEverybody(question);
                })
        .onSuccess(slice -> rings.noticed(slice.generation()));
  }

  /// By author; always out of PostgreSQL, by their keys.
  Future<Map<UserId, StoryRings.Ring>> rings(
      UserId viewer, Collection<UserId> authors, Instant now) {
    return feeds.rings(viewer, authors, now);
  }

  FeedCounts counts() {
    return new FeedCounts(fromRing.sum(), fromDatabase.sum());
  }

  private Future<FeedSlice> among(Rings.Found.Complete ring, FeedQuestion question) {
    return feeds
        .among(ring.authors(), question)
        .compose(
            slice -> {
              if (slice.generation() != ring.generation()) {
                return ofEverybody(question);
              }
              fromRing.increment();
              return Future.succeededFuture(slice);
            });
  }

  private Future<FeedSlice> ofEverybody(FeedQuestion question) {
    fromDatabase.increment();
    return feeds.ofEverybody(question);
  }

  /// For the next time; nobody waits for it, and if it fails the token runs out by itself.
  private void make(UserId viewer, String token, Instant now) {
    copies
        .ring(viewer, now.minus(Rings.CLOCKS_APART_MAX), ringAuthorsMax + 1)
        .compose(ring -> rings.complete(viewer, token, ring.generation(), ring.authors()))
        .onFailure(cause -> LOG.debug("the ring of {} was not made: {}", viewer, cause.toString()));
  }
}
