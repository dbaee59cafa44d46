package dev.starling.search;

import static dev.starling.search.World.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.persistence.search.MessageText;
import dev.starling.search.CheckedHits.Found;
import dev.starling.search.CheckedHits.Hit;
import dev.starling.search.index.Place;
import dev.starling.search.query.Candidate;
import dev.starling.wire.ConversationId;
import dev.starling.wire.PageRequest;
import dev.starling.wire.UserId;
import dev.starling.wire.search.MessageHits;
import dev.starling.wire.search.SearchMessages;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Hits of the index and the unindexed tail become one page. Message n is "heron n", said in second
/// n.
class MessagePageTest {

  private static final ConversationId GROUP = new ConversationId(9);
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

  @Test
  void theTailComesBeforeWhatIsIndexedAndNothingTwice() {
    MessageHits page = page(10, null, all(3, 2, 1), tail(5, 4, 3));

    assertThat(texts(page)).containsExactly("heron 5", "heron 4", "heron 3", "heron 2", "heron 1");
    assertThat(page.next()).isNull();
    assertThat(page.indexedThrough()).isEqualTo(NOW);
  }

  @Test
  void whatDoesNotFitIsOnTheNextPage() {
    MessageHits first = page(2, null, all(3, 2, 1), tail(4));
    MessageHits second = page(2, first.next(), all(2, 1), tail(4));

    assertThat(texts(first)).containsExactly("heron 4", "heron 3");
    assertThat(texts(second)).containsExactly("heron 2", "heron 1");
    assertThat(second.next()).isNull();
  }

  @Test
  void aTailWithoutTheWordsIsLeftOut() {
    MessageText other = new MessageText(GROUP, 7, new UserId(1), at(7), "an egret", Set.of());

    assertThat(page(10, null, all(), List.of(other)).items()).isEmpty();
  }

  @Test
  void whereTheIndexWasNotLookedThroughNothingIsAnsweredYet() {
    Found someGone = new Found(List.of(hit(9)), place(6), false);

    MessageHits page = page(10, null, someGone, tail(8, 3));

    assertThat(texts(page)).containsExactly("heron 9", "heron 8");
    assertThat(query(10, page.next())).extracting(MessageQuery::after).isEqualTo(place(6));
  }

  private static MessageHits page(int limit, String cursor, Found found, List<MessageText> tail) {
    return MessagePage.of(query(limit, cursor), World.meaning("heron"), found, tail, NOW, null);
  }

  private static MessageQuery query(int limit, String cursor) {
    return MessageQuery.of(
        new UserId(1), SearchMessages.of("heron"), PageRequest.of(limit, cursor), NOW);
  }

  private static Found all(long... seqs) {
    List<Hit> hits = LongStream.of(seqs).mapToObj(MessagePageTest::hit).toList();
    return new Found(hits, hits.isEmpty() ? null : hits.getLast().place(), true);
  }

  private static List<MessageText> tail(long... seqs) {
    return LongStream.of(seqs).mapToObj(MessagePageTest::message).toList();
  }

  private static Hit hit(long seq) {
    return new Hit(place(seq), new Candidate(message(seq)));
  }

  private static Place place(long seq) {
    return new Place(0, at(seq), GROUP, seq);
  }

  private static MessageText message(long seq) {
    return new MessageText(GROUP, seq, new UserId(1), at(seq), "heron " + seq, Set.of());
  }

  private static Instant at(long second) {
    return Instant.ofEpochSecond(second);
  }
}
