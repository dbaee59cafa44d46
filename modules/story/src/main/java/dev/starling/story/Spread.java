package dev.starling.story;

import dev.starling.persistence.story.CopyRepository;
import dev.starling.persistence.story.CopyRepository.Contact;
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
  private final int contactsPerPage;

  Spread(
      CopyRepository copies,
      PullWriter pulls,
      Rings rings,
      StoryAudience audience,
      int contactsPerPage) {
    this.copies = copies;
    this.pulls = pulls;
    this.rings = rings;
    this.audience = audience;
    this.contactsPerPage = contactsPerPage;
  }

  /// Completes when every feed that is asked for from now on finds the story, whatever Redis does.
  ///
  /// @param ticket none for an author with too many contacts: only their own devices are told
  Future<Void> posted(Story story, OptionalLong ticket) {
    tell(Stream.of(story.author()), story);
    if (ticket.isEmpty()) {
      return Future.succeededFuture();
    }
    return toContacts(story, NOBODY, true)
        .compose(pushed -> giveBack(List.of(ticket.getAsLong()), pushed))
        .otherwise(cause -> leftBehind(story.author(), cause));
  }

  /// Brings what the owner has posted already into the contact's ring.
  Future<Void> audienceChanged(UserId owner, UserId contact, Instant now) {
    return copies
        .change(owner, contact, now.minus(Rings.CLOCKS_APART_MAX))
        .compose(
            change ->
                change.latestExpiry().isEmpty()
                    ? pulls.settle(change.tickets())
                    : rings
                        .push(List.of(contact), owner, change.latestExpiry().get())
                        .compose(pushed -> giveBack(change.tickets(), pushed)))
        .otherwise(cause -> leftBehind(owner, cause));
  }

  /// @param pushedSoFar whether that went well on the pages before; telling goes on in any case
  private Future<Boolean> toContacts(Story story, UserId after, boolean pushedSoFar) {
    return copies
        .contacts(story.author(), after, contactsPerPage)
        .compose(
            page ->
                push(story, page, pushedSoFar)
                    .compose(
                        pushed -> {
                          tell(page.stream().filter(Contact::isAudience).map(Contact::user), story);
                          return page.size() < contactsPerPage
                              ? Future.succeededFuture(pushed)
                              : toContacts(story, page.getLast().user(), pushed);
                        }));
  }

  private Future<Boolean> push(Story story, List<Contact> page, boolean pushedSoFar) {
    return pushedSoFar
        ? rings.push(page.stream().map(Contact::user).toList(), story.author(), story.expiresAt())
        : Future.succeededFuture(false);
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
