package dev.starling.search;

import dev.starling.persistence.search.SearchRepository;
import dev.starling.persistence.search.SearchRepository.Slice;
import dev.starling.search.index.MessageIndex;
import dev.starling.search.index.Place;
import dev.starling.search.index.Question;
import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// Hits in all conversations of one person, looked through in slices of so many, the most recently
/// active first. Nothing in a slice is newer than its first conversation's last day, so for most
/// people and most pages the first slice is enough, when the newest come first.
final class AllConversations implements HitSource {

  private static final long SECONDS_OF_DAY = 86_400;

  private final SearchRepository repository;
  private final MessageIndex index;
  private final QueryConfig config;
  private final UserId asker;
  private final Function<List<ConversationId>, Question> question;
  private final boolean isByTime;

  AllConversations(
      SearchRepository repository,
      MessageIndex index,
      QueryConfig config,
      UserId asker,
      Function<List<ConversationId>, Question> question,
      boolean isByTime) {
    this.repository = repository;
    this.index = index;
    this.config = config;
    this.asker = asker;
    this.question = question;
    this.isByTime = isByTime;
  }

  @Override
  public Future<List<Place>> after(Place place, int limit) {
    return withNextSlice(List.of(), null, 0, new Wanted(place, limit));
  }

  private record Wanted(Place after, int limit) {}

  private Future<List<Place>> withNextSlice(
      List<Place> soFar, Slice before, int looked, Wanted wanted) {
    int room = Math.min(config.conversationsPerQueryMax(), config.conversationsMax() - looked);
    return repository
        .slice(asker, before, room)
        .compose(
            slice ->
                hitsIn(slice, wanted)
                    .map(hits -> merged(soFar, hits, wanted.limit()))
                    .compose(
                        hits -> {
                          int now = looked + slice.conversations().size();
                          return isEnough(hits, slice, now, wanted.limit())
                              ? Future.succeededFuture(hits)
                              : withNextSlice(hits, slice, now, wanted);
                        }));
  }

  private Future<List<Place>> hitsIn(Slice slice, Wanted wanted) {
    return slice.conversations().isEmpty()
        ? Future.succeededFuture(List.of())
        : index.find(question.apply(slice.conversations()), wanted.after(), wanted.limit());
  }

  private boolean isEnough(List<Place> hits, Slice slice, int looked, int limit) {
    if (slice.isLast() || looked >= config.conversationsMax()) {
      return true;
    }
    Instant newestBehind = Instant.ofEpochSecond((slice.lastActiveOn() + 1) * SECONDS_OF_DAY);
    return isByTime && hits.size() == limit && !hits.getLast().at().isBefore(newestBehind);
  }

  private static List<Place> merged(List<Place> some, List<Place> others, int limit) {
    return some.isEmpty()
        ? others
        : Stream.concat(some.stream(), others.stream()).sorted().limit(limit).toList();
  }
}
