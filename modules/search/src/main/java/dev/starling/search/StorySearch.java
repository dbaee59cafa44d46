package dev.starling.search;

import dev.starling.persistence.search.Mark;
import dev.starling.persistence.search.MessageText;
import dev.starling.persistence.search.StoryText;
import dev.starling.persistence.search.StoryTextRepository;
import dev.starling.persistence.search.StoryTextRepository.Place;
import dev.starling.search.query.BadQuery;
import dev.starling.search.query.Candidate;
import dev.starling.search.query.Clause;
import dev.starling.search.query.Dates;
import dev.starling.search.query.Meaning;
import dev.starling.search.query.QueryParser;
import dev.starling.search.query.Term;
import dev.starling.search.text.Highlight;
import dev.starling.wire.ConversationId;
import dev.starling.wire.Cursor;
import dev.starling.wire.Page;
import dev.starling.wire.PageRequest;
import dev.starling.wire.UserId;
import dev.starling.wire.search.SearchMessages;
import dev.starling.wire.search.StoryHit;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Finds words in stories. They live for two days at most and are for few, so nothing of them is in
/// the index: PostgreSQL says which ones somebody may see, and their words are cut and compared
/// here, as those of what is not indexed yet are. What is gone or over is found by nobody from that
/// moment on, and there is nothing that would have to forget it.
final class StorySearch {

  /// What may be asked of a story besides its words.
  private static final Set<Mark> ASKED =
      EnumSet.of(
          Mark.LINK, Mark.IMAGE, Mark.VIDEO, Mark.FILE, Mark.POLL, Mark.EDITED, Mark.MENTIONED);

  /// A story is in none.
  private static final ConversationId NOWHERE = new ConversationId(0);

  private final Vertx vertx;
  private final StoryTextRepository stories;
  private final Resolver resolver;
  private final Clock clock;
  private final int lookedAtMax;

  /// @param clock says what has expired
  /// @param lookedAtMax stories whose words are compared for one page
  StorySearch(
      Vertx vertx, StoryTextRepository stories, Resolver resolver, Clock clock, int lookedAtMax) {
    this.vertx = vertx;
    this.stories = stories;
    this.resolver = resolver;
    this.clock = clock;
    this.lookedAtMax = lookedAtMax;
  }

  /// One page of the stories that are meant, the latest first. It may be short, even empty, and
  /// still have a next one.
  ///
  /// @param zone as of [SearchMessages]
  Future<Page<StoryHit>> find(UserId asker, String q, String zone, PageRequest page) {
    Dates dates =
        new Dates(new SearchMessages(q, null, null, zone, null, null).zoneId(), clock.instant());
    List<Clause> clauses = QueryParser.parse(q, dates);
    clauses.forEach(StorySearch::checkIsOfStories);
    Place after = page.after(in -> new Place(in.time(), in.number()));
    Place behind = after == null ? Place.START : after;
    return resolver
        .meaning(asker, clauses)
        .compose(
            meaning ->
                stories
                    .visible(asker, clock.instant(), behind, lookedAtMax)
                    .compose(
                        seen -> vertx.executeBlocking(() -> page(meaning, seen, page), false)));
  }

  private static void checkIsOfStories(Clause clause) {
    switch (clause.term()) {
      case Term.In in -> throw BadQuery.at(clause.at(), "in: is asked of messages, not of stories");
      case Term.With with ->
          throw BadQuery.at(clause.at(), "with: is asked of messages, not of stories");
      case Term.Marked marked when !ASKED.contains(marked.mark()) ->
          throw BadQuery.at(
              clause.at(),
              marked.mark().name().toLowerCase(Locale.ROOT)
                  + " is asked of messages, not of stories");
      default -> {}
    }
  }

  private Page<StoryHit> page(Meaning meaning, List<StoryText> seen, PageRequest page) {
    List<StoryHit> hits = new ArrayList<>();
    StoryText last = null;
    for (StoryText story : seen) {
      Candidate candidate = candidate(story);
      // Comparing takes a moment, in which one may have come to its end.
      if (meaning.isMetBy(candidate) && story.expiresAt().isAfter(clock.instant())) {
        if (hits.size() == page.limit()) {
          return new Page<>(hits, cursor(last));
        }
        hits.add(hit(story, meaning, candidate));
      }
      last = story;
    }
    return seen.size() < lookedAtMax ? Page.last(hits) : new Page<>(hits, cursor(last));
  }

  private static Candidate candidate(StoryText story) {
    return new Candidate(
        new MessageText(
            NOWHERE, story.id().value(), story.author(), story.at(), story.text(), story.marks()));
  }

  private static StoryHit hit(StoryText story, Meaning meaning, Candidate candidate) {
    return new StoryHit(
        story.id(),
        story.author(),
        story.at(),
        story.expiresAt(),
        Highlight.of(story.text(), meaning.matchesIn(candidate)));
  }

  private static String cursor(StoryText last) {
    return Cursor.of(last.at(), last.id().value());
  }
}
