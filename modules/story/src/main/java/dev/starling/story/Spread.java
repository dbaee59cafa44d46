package dev.starling.story;

import dev.starling.persistence.story.CopyRepository;
import dev.starling.persistence.story.CopyRepository.Target;
import dev.starling.persistence.story.PullWriter;
import dev.starling.wire.UserId;
import dev.starling.wire.event.Signal;
import dev.starling.wire.story.Story;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings what is new to those it is for: authors into rings, and the news to who is online.
///
/// Nothing here fails: until a ticket is given back the feeds look its author up in PostgreSQL, so
/// what stays undone costs time and no story.
final class Spread {

  private static final Logger LOG = LoggerFactory.getLogger(Spread.class);

  /// Smaller than any other.
  private static final UserId NOBODY = new UserId(Long.MIN_VALUE);

  private final CopyRepository copies;
  private final PullWriter pulls;
  private final Rings rings;
  private final StoryAudience audience;
  private final int targetsPerPage;

  Spread(
      CopyRepository copies,
      PullWriter pulls,
      Rings rings,
      StoryAudience audience,
      int targetsPerPage) {
    this.copies = copies;
    this.pulls = pulls;
    this.rings = rings;
    this.audience = audience;
    this.targetsPerPage = targetsPerPage;
  }

  /// Completes when every feed that is asked for from now on finds the story, whatever Redis does.
  /// Those whom it is for are told meanwhile, and afterwards.
  ///
  /// @param ticket none for a story that feeds look up by themselves
  Future<Void> posted(Story story, OptionalLong ticket, Instant now) {
    tell(Stream.of(story.author()), story);
    Future<Boolean> reached = toTargets(new Round(story, ticket.isPresent(), now), NOBODY, true);
    if (ticket.isEmpty()) {
      // Nobody waits for it: whoever is not told finds the story in their feed.
      reached.onFailure(cause -> LOG.warn("not all are told of {}: {}", story.id(), cause));
      return Future.succeededFuture();
    }
    return reached
        .compose(pushed -> giveBack(List.of(ticket.getAsLong()), pushed))
        .otherwise(cause -> leftBehind(story.author(), cause));
  }

  /// Brings what the author has posted already into the viewer's ring.
  Future<Void> audienceChanged(UserId author, UserId viewer, Instant now) {
    return copies
        .change(author, viewer, now.minus(Rings.CLOCKS_APART_MAX))
        .compose(
            change ->
                change.latestExpiry().isEmpty()
                    ? pulls.settle(change.tickets())
                    : rings
                        .push(List.of(viewer), author, change.latestExpiry().get())
                        .compose(pushed -> giveBack(change.tickets(), pushed)))
        .otherwise(cause -> leftBehind(author, cause));
  }

  /// @param pushes whether rings get the author
  private record Round(Story story, boolean pushes, Instant now) {}

  /// @param pushedSoFar whether that went well on the pages before; telling goes on in any case
  private Future<Boolean> toTargets(Round round, UserId after, boolean pushedSoFar) {
    return copies
        .targets(round.story().id(), after, targetsPerPage, round.now())
        .compose(
            page ->
                push(round, page, pushedSoFar)
                    .compose(
                        pushed -> {
                          tell(
                              page.stream().filter(Target::isAudience).map(Target::user),
                              round.story());
                          return page.size() < targetsPerPage
                              ? Future.succeededFuture(pushed)
                              : toTargets(round, page.getLast().user(), pushed);
                        }));
  }

  private Future<Boolean> push(Round round, List<Target> page, boolean pushedSoFar) {
    Story story = round.story();
    return round.pushes() && pushedSoFar
        ? rings.push(page.stream().map(Target::user).toList(), story.author(), story.expiresAt())
        : Future.succeededFuture(pushedSoFar);
  }

  private Future<Void> giveBack(List<Long> tickets, boolean pushed) {
    return pushed ? pulls.settle(tickets) : pulls.renew(tickets);
  }

  private void tell(Stream<UserId> users, Story story) {
    List<UserId> told = users.toList();
    if (told.isEmpty()) {
      return;
    }
    try {
      audience.tell(
          told, new Signal.StoryPosted(story.id(), story.author(), story.at(), story.expiresAt()));
    } catch (RuntimeException e) {
      LOG.error("nobody was told of {}", story.id(), e);
    }
  }

  private static Void leftBehind(UserId author, Throwable cause) {
    LOG.warn("{} is looked up by feeds until the next upkeep: {}", author, cause.toString());
    return null;
  }
}
