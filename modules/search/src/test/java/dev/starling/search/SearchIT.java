package dev.starling.search;

import static dev.starling.search.World.find;
import static dev.starling.search.World.findIn;
import static dev.starling.search.World.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.starling.devservices.Services;
import dev.starling.wire.ConversationId;
import dev.starling.wire.Cursor;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.PageRequest;
import dev.starling.wire.UserId;
import dev.starling.wire.search.MessageHit;
import dev.starling.wire.search.MessageHits;
import dev.starling.wire.search.SearchMessages;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What people find, and what they do not.
class SearchIT {

  private static World world;
  private static Search search;

  private UserId alice;
  private UserId bob;
  private ConversationId group;

  @BeforeAll
  static void open() {
    world = new World(Services.shared());
    search = world.search(1);
  }

  @AfterAll
  static void close() {
    world.close();
  }

  @BeforeEach
  void people() {
    alice = world.person();
    bob = world.person();
    group = world.group(alice, bob);
  }

  @Test
  void aMessageIsFoundByAnotherMember() {
    long seq = world.say(alice, group, "the heron is back");
    world.untilIndexed();

    MessageHits hits = find(search, bob, "heron");

    assertThat(hits.next()).isNull();
    assertThat(hits.items()).hasSize(1);
    MessageHit hit = hits.items().getFirst();
    assertThat(hit.conversation()).isEqualTo(group);
    assertThat(hit.seq()).isEqualTo(seq);
    assertThat(hit.sender()).isEqualTo(alice);
    assertThat(hit.at()).isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
    assertThat(hit.text()).isEqualTo("the heron is back");
    assertThat(hit.highlight()).isEqualTo("the <em>heron</em> is back");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Un Café à Zürich   | cafe
          Un Café à Zürich   | CAFÉ zurich
          meet at the harbour | harbour meet
          meet at the harbour | meet harb
          Straße 12          | strasse
          日本語のメッセージ    | メッセージ
          tea for 😀         | 😀
          a,b;c              | c a b
          plan B it is       | plan b
          """)
  void wordsMatchWithoutCaseAccentsOrOrder(String said, String asked) {
    world.say(alice, group, said);
    world.untilIndexed();

    assertThat(texts(find(search, bob, asked))).containsExactly(said);
  }

  @ParameterizedTest
  @ValueSource(strings = {"meet pier", "harb meet", "eet", "harbours", "h", "meet h"})
  void everyWordMustMatchAndOnlyTheLastMayBeABeginning(String asked) {
    world.say(alice, group, "meet at the harbour");
    world.untilIndexed();

    assertThat(texts(find(search, bob, asked))).isEmpty();
  }

  @Test
  void aStrangerFindsNothing() {
    UserId stranger = world.person();
    world.say(alice, group, "the password is swordfish");
    world.untilIndexed();

    assertThat(find(search, stranger, "swordfish").items()).isEmpty();
    assertThatExceptionOfType(Failure.Forbidden.class)
        .isThrownBy(() -> findIn(search, stranger, group, "swordfish"))
        .extracting(Failure::code)
        .isEqualTo(ErrorCode.NOT_A_MEMBER);
  }

  @Test
  void whoLeftFindsNothingAtOnceAlthoughItIsIndexed() {
    world.say(alice, group, "our secret");
    world.untilIndexed();
    assertThat(texts(find(search, bob, "secret"))).containsExactly("our secret");

    world.leave(group, bob);

    assertThat(find(search, bob, "secret").items()).isEmpty();
    assertThat(texts(find(search, alice, "secret"))).containsExactly("our secret");
  }

  @Test
  void whatIsGoneIsNotFoundAlthoughItIsIndexed() {
    long seq = world.say(alice, group, "regretted words");
    world.untilIndexed();

    world.delete(group, seq);

    assertThat(find(search, bob, "regretted").items()).isEmpty();
    assertThat(findIn(search, bob, group, "regretted").items()).isEmpty();
  }

  @Test
  void aPageIsFullAlthoughTheNewestHitsAreGone() {
    List<Long> seqs = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      seqs.add(world.say(alice, group, "plover " + i));
    }
    world.untilIndexed();
    seqs.subList(3, 8).forEach(seq -> world.delete(group, seq));

    MessageHits hits =
        Await.get(
            search.messages(bob, SearchMessages.of("plover").in(group), PageRequest.of(2, null)));

    assertThat(texts(hits)).containsExactly("plover 2", "plover 1");
    assertThat(hits.next()).isNotNull();
  }

  @Test
  void markupInAMessageIsShownAndNotRun() {
    world.say(alice, group, "<script>alert('bittern')</script> & \"more\"");
    world.untilIndexed();

    assertThat(find(search, bob, "bittern").items().getFirst().highlight())
        .isEqualTo(
            "&lt;script&gt;alert(&#39;<em>bittern</em>&#39;)&lt;/script&gt; &amp;"
                + " &quot;more&quot;");
  }

  @Test
  void pagesGoFromTheNewestToTheOldestWithoutRepeats() {
    ConversationId other = world.group(bob, alice);
    for (int i = 0; i < 25; i++) {
      world.say(alice, i % 3 == 0 ? other : group, "curlew number " + i);
    }
    world.untilIndexed();

    List<MessageHit> all = allPages(search, bob, "curlew", 4);

    assertThat(all).hasSize(25).doesNotHaveDuplicates();
    assertThat(all)
        .extracting(hit -> hit.at().truncatedTo(ChronoUnit.MILLIS))
        .isSortedAccordingTo(Comparator.reverseOrder());
    assertThat(all)
        .filteredOn(hit -> hit.conversation().equals(group))
        .extracting(MessageHit::seq)
        .isSortedAccordingTo(Comparator.reverseOrder());
    assertThat(allPages(search, bob, "curlew", 25)).isEqualTo(all);
  }

  @Test
  void whatIsSaidBetweenTwoPagesDoesNotMoveThem() {
    IntStream.range(0, 6).forEach(i -> world.say(alice, group, "dunlin " + i));
    world.untilIndexed();
    MessageHits first =
        Await.get(search.messages(bob, SearchMessages.of("dunlin"), PageRequest.of(3, null)));
    world.say(alice, group, "dunlin 6");

    MessageHits second =
        Await.get(
            search.messages(bob, SearchMessages.of("dunlin"), PageRequest.of(3, first.next())));

    assertThat(texts(first)).containsExactly("dunlin 5", "dunlin 4", "dunlin 3");
    assertThat(texts(second)).containsExactly("dunlin 2", "dunlin 1", "dunlin 0");
    assertThat(second.next()).isNull();
  }

  @Test
  void aNamedConversationIsSearchedAlone() {
    ConversationId other = world.group(bob, alice);
    world.say(alice, group, "avocet here");
    world.say(alice, other, "avocet there");
    world.untilIndexed();

    assertThat(texts(findIn(search, bob, other, "avocet"))).containsExactly("avocet there");
    assertThat(texts(find(search, bob, "avocet")))
        .containsExactlyInAnyOrder("avocet there", "avocet here");
  }

  /// Ten conversations that were active a day apart, looked through three at a time.
  @Test
  void manyConversationsInSlicesReadAsOne() {
    try (World old = new World(Services.shared())) {
      UserId carol = old.person();
      UserId dave = old.person();
      List<String> newestFirst = new ArrayList<>();
      for (int day = 0; day < 10; day++) {
        ConversationId notes = old.group(carol, dave);
        for (int i = 0; i < 3; i++) {
          old.say(carol, notes, "godwit " + day + " " + i);
          newestFirst.add("godwit " + day + " " + (2 - i));
        }
        old.isFrom(notes, Duration.ofDays(day));
      }
      old.search(1);
      old.untilIndexed();
      QueryConfig three =
          new QueryConfig(Duration.ofSeconds(5), 3, 1_000, 5, 500, 50, 100, 1_000, 100, 1_000);
      Search sliced = old.search(old.config.with(old.config.indexer().withIndexers(0)).with(three));

      assertThat(allPages(sliced, dave, "godwit", 4))
          .extracting(MessageHit::text)
          .isEqualTo(newestFirst);
      assertThat(texts(find(sliced, dave, "godwit 7"))).hasSize(3);
    }
  }

  @Test
  void conversationsBeyondTheLimitAreFoundWhenTheyAreNamed() {
    try (World many = new World(Services.shared())) {
      UserId carol = many.person();
      ConversationId quiet = many.group(carol, many.person());
      many.say(carol, quiet, "scoter");
      many.isFrom(quiet, Duration.ofDays(9));
      IntStream.range(0, 4).forEach(i -> many.group(carol, many.person()));
      many.search(1);
      many.untilIndexed();
      QueryConfig four =
          new QueryConfig(Duration.ofSeconds(5), 2, 4, 5, 500, 50, 100, 1_000, 100, 1_000);
      Search limited =
          many.search(many.config.with(many.config.indexer().withIndexers(0)).with(four));

      assertThat(find(limited, carol, "scoter").items()).isEmpty();
      assertThat(texts(findIn(limited, carol, quiet, "scoter"))).containsExactly("scoter");
    }
  }

  @Test
  void whatWasJustSaidIsFoundBeforeItIsIndexed() {
    try (World unindexed = new World(Services.shared())) {
      Search asking = unindexed.search(0);
      UserId carol = unindexed.person();
      ConversationId notes = unindexed.group(carol, unindexed.person());
      unindexed.say(carol, notes, "Sanderling, just now");

      assertThat(texts(findIn(asking, carol, notes, "sanderl"))).hasSize(1);
      assertThat(texts(find(asking, carol, "just sanderl"))).hasSize(1);
      assertThat(find(asking, carol, "later").items()).isEmpty();
      assertThat(find(asking, unindexed.person(), "sanderling").items()).isEmpty();
      assertThat(unindexed.waiting()).isPositive();
    }
  }

  @Test
  void pagesReachFromTheUnindexedIntoTheIndexed() {
    try (World mixed = new World(Services.shared())) {
      UserId carol = mixed.person();
      ConversationId notes = mixed.group(carol, mixed.person());
      Search indexing = mixed.search(1);
      List<String> said = new ArrayList<>();
      IntStream.range(0, 5).forEach(i -> said.addFirst(sayIn(mixed, carol, notes, i)));
      mixed.untilIndexed();
      Await.get(indexing.stop());
      IntStream.range(5, 10).forEach(i -> said.addFirst(sayIn(mixed, carol, notes, i)));

      Search asking = mixed.search(0);

      assertThat(allPages(asking, carol, "whimbrel", 3))
          .extracting(MessageHit::text)
          .isEqualTo(said);
    }
  }

  @Test
  void everythingBeforeIndexedThroughIsIndexed() {
    try (World stalled = new World(Services.shared())) {
      Search asking = stalled.search(0);
      UserId carol = stalled.person();
      assertThat(find(asking, carol, "any").indexedThrough())
          .isAfter(Instant.now().minusSeconds(30));
      ConversationId notes = stalled.group(carol, stalled.person());
      stalled.say(carol, notes, "knot");
      stalled.sql("update event_outbox set at = at - interval '1 hour'");

      assertThat(find(asking, carol, "any").indexedThrough())
          .isBefore(Instant.now().minusSeconds(3_000));
    }
  }

  @Test
  void aNodeWithIndexersFindsItsOwnMessageInTheIndexWithinAMoment() {
    world.say(alice, group, "turnstone");
    search.wake();

    Await.until(() -> assertThat(world.waiting()).isZero());
    Await.until(
        () ->
            assertThat(find(search, bob, "turnstone").indexedThrough())
                .isAfter(find(search, bob, "turnstone").items().getFirst().at()));
    assertThat(texts(find(search, bob, "turnstone"))).containsExactly("turnstone");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "   ", "\\\\", "*", "...", "\u0000", "a\u0000b", "\ud83d", "--", "/", "%"})
  void aQueryWithoutAWordIsABadQuery(String q) {
    assertCode(ErrorCode.BAD_QUERY, q, null);
  }

  @Test
  void anEndlessQueryIsABadQuery() {
    assertCode(ErrorCode.BAD_QUERY, "a".repeat(10_000), null);
    assertCode(ErrorCode.BAD_QUERY, null, null);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text:heron",
        "heron OR 1=1",
        "heron\\",
        "heron* AND (",
        "_exists_:text",
        "{\"match_all\":{}}",
        "heron%' --",
        "<em>heron",
        "~heron^5"
      })
  void syntaxOfOthersIsOnlyWords(String q) {
    world.say(alice, group, "an egret");
    world.untilIndexed();

    assertThat(find(search, bob, q).items()).isEmpty();
  }

  @Test
  void manyWordsAreStillAQuery() {
    String words = "a ".repeat(127) + "a";

    assertThat(find(search, bob, words).items()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "../..", "AAAA", "////", "🦜"})
  void whatIsNoCursorIsABadCursor(String cursor) {
    assertCode(ErrorCode.BAD_CURSOR, "heron", cursor);
  }

  @Test
  void aCursorThatNoPageEndedAtIsABadCursor() {
    assertCode(ErrorCode.BAD_CURSOR, "heron", Cursor.of(Instant.MAX, 1L, 1L));
    assertCode(ErrorCode.BAD_CURSOR, "heron", Cursor.of(Instant.EPOCH.minusNanos(1), 1L, 1L));
    assertCode(ErrorCode.BAD_CURSOR, "heron", Cursor.of(Instant.EPOCH, -1L, 1L));
    assertCode(ErrorCode.BAD_CURSOR, "heron", Cursor.of(Instant.EPOCH, 1L, Long.MIN_VALUE));
  }

  @Test
  void aMadeUpCursorOnlyMovesTheList() {
    world.say(alice, group, "garganey");
    world.untilIndexed();
    String farFuture =
        Cursor.of(Instant.parse("9999-12-31T23:59:59.999Z"), Long.MAX_VALUE, Long.MAX_VALUE);
    String longAgo = Cursor.of(Instant.EPOCH, 0L, 0L);

    assertThat(pageAt("garganey", farFuture).items()).hasSize(1);
    assertThat(pageAt("garganey", longAgo).items()).isEmpty();
  }

  @Test
  void elasticsearchIsReady() {
    Await.get(search.ready());
  }

  private MessageHits pageAt(String q, String cursor) {
    return Await.get(search.messages(bob, SearchMessages.of(q), PageRequest.of(10, cursor)));
  }

  private void assertCode(ErrorCode code, String q, String cursor) {
    assertThatExceptionOfType(Failure.Invalid.class)
        .isThrownBy(
            () ->
                Await.get(search.messages(bob, SearchMessages.of(q), PageRequest.of(null, cursor))))
        .extracting(Failure::code)
        .isEqualTo(code);
  }

  private static String sayIn(World world, UserId sender, ConversationId conversation, int i) {
    String text = "whimbrel number " + i;
    world.say(sender, conversation, text);
    return text;
  }

  private static List<MessageHit> allPages(Search search, UserId asker, String q, int limit) {
    List<MessageHit> all = new ArrayList<>();
    String cursor = null;
    do {
      MessageHits page =
          Await.get(search.messages(asker, SearchMessages.of(q), PageRequest.of(limit, cursor)));
      all.addAll(page.items());
      cursor = page.next();
    } while (cursor != null);
    return all;
  }
}
