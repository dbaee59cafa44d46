package dev.starling.search;

import static dev.starling.search.World.find;
import static dev.starling.search.World.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.starling.devservices.Services;
import dev.starling.wire.ConversationId;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.PageRequest;
import dev.starling.wire.UserId;
import dev.starling.wire.search.Facets;
import dev.starling.wire.search.MessageHit;
import dev.starling.wire.search.MessageHits;
import dev.starling.wire.search.Neighbour;
import dev.starling.wire.search.SearchMessages;
import dev.starling.wire.search.SearchOrder;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every operator, for what was just said and for what is only in the index.
class OperatorsIT {

  private static World world;
  private static Search search;

  private UserId alice;
  private UserId bob;
  private String bobsName;
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
    bobsName = "bob" + System.nanoTime();
    bob = world.person(bobsName, "Bob");
    group = world.group(alice, bob);
  }

  @Test
  void whoSaidIt() {
    world.say(alice, group, "alice says dunnock");
    world.say(bob, group, "bob says dunnock");

    inBothWays(
        () -> {
          assertFound(alice, "dunnock from:" + bobsName, "bob says dunnock");
          assertFound(alice, "from:@" + bobsName.toUpperCase() + " dunnock", "bob says dunnock");
          assertFound(alice, "from:" + bob + " dunnock", "bob says dunnock");
          assertFound(alice, "dunnock -from:" + bobsName, "alice says dunnock");
          assertFound(alice, "dunnock is:mine", "alice says dunnock");
          assertFound(alice, "dunnock -from:me", "bob says dunnock");
          assertFound(
              alice, "dunnock from:me from:" + bobsName, "bob says dunnock", "alice says dunnock");
        });
  }

  @Test
  void whereItWasSaid() {
    UserId carol = world.person();
    ConversationId withCarol = world.group(alice, bob, carol);
    world.sql("update conversation set title = 'The Reeds' where id = $1", withCarol.value());
    world.say(alice, group, "siskin here");
    world.say(alice, withCarol, "siskin there");

    inBothWays(
        () -> {
          assertFound(alice, "siskin in:" + group, "siskin here");
          assertFound(alice, "siskin in:\"the reeds\"", "siskin there");
          assertFound(alice, "siskin -in:\"The Reeds\"", "siskin here");
          assertFound(alice, "siskin with:" + carol, "siskin there");
          assertFound(alice, "siskin -with:" + carol, "siskin here");
          assertFound(
              alice, "siskin in:" + group + " in:" + withCarol, "siskin there", "siskin here");
          assertFound(carol, "siskin in:" + group);
        });
  }

  @Test
  void whenItWasSaid() {
    try (World then = new World(Services.shared())) {
      UserId carol = then.person();
      ConversationId old = then.group(carol);
      then.say(carol, old, "a redwing long ago");
      then.isFrom(old, Duration.ofDays(3));
      then.say(carol, then.group(carol), "a redwing now");
      Search asking = then.search(1);
      then.untilIndexed();
      String before = Instant.now().minus(Duration.ofDays(2)).toString();

      for (String q : List.of("before:" + before, "-after:" + before)) {
        assertThat(texts(find(asking, carol, "redwing " + q)))
            .containsExactly("a redwing long ago");
      }
      for (String q : List.of("after:" + before, "-before:" + before, "on:today")) {
        assertThat(texts(find(asking, carol, "redwing " + q))).containsExactly("a redwing now");
      }
      assertThat(find(asking, carol, "redwing after:2999").items()).isEmpty();
      assertThat(find(asking, carol, "redwing on:1999").items()).isEmpty();
    }
  }

  @Test
  void whatItHasAndIs() {
    long plain = world.say(alice, group, "wren 0 plain");
    world.say(alice, group, "wren 1 https://example.org/x");
    world.say(
        alice,
        group,
        "wren 2",
        "{\"poll\": {\"question\": \"?\", \"options\": [\"a\", \"b\"], \"multiple\": false}}");
    world.say(bob, group, "wren 3", "{\"mentions\": [\"" + alice + "\"]}");
    world.say(bob, group, "wren 4", "{\"mentionsAll\": true}");
    long reply = world.say(bob, group, "wren 5", "{\"thread\": " + plain + "}");
    long changed = world.say(bob, group, "wren 6 before");
    world.edit(group, bob, changed, "wren 6 after");
    long pinned = world.say(bob, group, "wren 7");
    world.pin(group, alice, pinned, true);
    long liked = world.say(bob, group, "wren 8");
    world.react(group, alice, liked, true);
    world.bookmark(group, alice, liked);

    inBothWays(
        () -> {
          assertFound(alice, "wren has:link", "wren 1 https://example.org/x");
          assertFound(alice, "wren has:poll", "wren 2");
          assertFound(alice, "wren mentions:me", "wren 4", "wren 3");
          assertFound(bob, "wren mentions:me");
          assertFound(alice, "wren is:thread", "wren 5", "wren 0 plain");
          assertFound(alice, "wren is:edited", "wren 6 after");
          assertFound(alice, "wren is:pinned", "wren 7");
          assertFound(alice, "wren has:reaction", "wren 8");
          assertFound(alice, "wren is:bookmarked", "wren 8");
          assertFound(bob, "wren is:bookmarked");
          assertFound(alice, "-has:reaction wren is:bookmarked");
          assertThat(texts(find(search, alice, "wren -mentions:me -is:thread"))).hasSize(5);
        });

    world.pin(group, alice, pinned, false);
    world.react(group, alice, liked, false);
    world.takeBack(group, bob, reply);

    inBothWays(
        () -> {
          assertFound(alice, "wren is:pinned");
          assertFound(alice, "wren has:reaction");
          assertFound(alice, "wren is:thread");
        });
  }

  @Test
  void filesByKindAndName() {
    world.sql(
        """
        insert into media (id, owner_id, state, kind, content_type, size, created_at)
          values (1, 1, 1, 3, 'application/pdf', 1, now())
        """);
    for (String kind : List.of("picture", "video", "audio", "file")) {
      world.say(
          alice,
          group,
          "twite " + kind,
          "{\"attachments\": [{\"id\": \"m1\", \"kind\": \"%s\", \"name\": \"Plan_%s.pdf\"}]}"
              .formatted(kind, kind));
    }

    inBothWays(
        () -> {
          assertFound(alice, "twite has:image", "twite picture Plan_picture.pdf");
          assertFound(alice, "twite has:video", "twite video Plan_video.pdf");
          assertThat(texts(find(search, alice, "twite has:file"))).hasSize(4);
          assertFound(alice, "twite -has:image plan_vid", "twite video Plan_video.pdf");
        });
  }

  @Test
  void whatIsUnread() {
    UserId carol = world.person();
    ConversationId other = world.group(bob, carol, alice);
    long root = world.say(bob, other, "serin 1");
    world.say(bob, other, "serin 2");
    world.hasRead(other, alice, root);
    world.say(alice, other, "serin mine");
    world.say(bob, group, "serin 3");
    world.say(bob, other, "serin reply", "{\"thread\": " + root + "}");

    inBothWays(
        () -> {
          assertFound(alice, "serin is:unread", "serin 3", "serin 2");
          assertFound(alice, "serin -is:unread", "serin reply", "serin mine", "serin 1");
        });

    world.sql(
        "insert into thread_member values ($1, $2, $3, true, $2)",
        other.value(),
        root,
        alice.value());
    world.hasRead(other, alice, 100);
    inBothWays(() -> assertFound(alice, "serin is:unread", "serin reply", "serin 3"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a from:nobody_is_called_so | q, character 3: nobody is called nobody_is_called_so
          a -with:@%                 | q, character 3: nobody is called %
          in:"no such title" a       | q, character 1: in: none of one's conversations is called no such title
          """)
  void aNameThatMeansNobodyIsABadQuery(String q, String message) {
    assertThatExceptionOfType(Failure.Invalid.class)
        .isThrownBy(() -> find(search, alice, q))
        .withMessage(message)
        .extracting(Failure::code)
        .isEqualTo(ErrorCode.BAD_QUERY);
  }

  @Test
  void theTitlesOfOthersAreNotTold() {
    world.sql("update conversation set title = 'Our Secret' where id = $1", group.value());
    UserId stranger = world.person();

    assertThatExceptionOfType(Failure.Invalid.class)
        .isThrownBy(() -> find(search, stranger, "in:\"our secret\" a"));
    assertFound(stranger, "in:" + group + " a");
  }

  @Test
  void byRelevanceThePhraseComesBeforeTheNews() {
    try (World then = new World(Services.shared())) {
      UserId carol = then.person();
      ConversationId old = then.group(carol);
      then.say(carol, old, "the grey heron stands");
      then.isFrom(old, Duration.ofDays(2));
      ConversationId older = then.group(carol);
      then.say(carol, older, "the grey heron stood");
      then.isFrom(older, Duration.ofDays(400));
      ConversationId now = then.group(carol);
      then.say(carol, now, "a heron in the grey");
      then.say(carol, now, "grey herons");
      Search asking = then.search(1);
      then.untilIndexed();

      SearchMessages asked = SearchMessages.of("grey heron").by(SearchOrder.RELEVANCE);
      assertThat(texts(Await.get(asking.messages(carol, asked, PageRequest.of(null, null)))))
          .containsExactly(
              "the grey heron stands",
              "a heron in the grey",
              "the grey heron stood",
              "grey herons");
    }
  }

  @Test
  void pagesByRelevanceStayWhileMessagesArrive() {
    for (int i = 0; i < 30; i++) {
      world.say(alice, group, i % 3 == 0 ? "red kite " + i : "a kite that is red " + i);
    }
    world.untilIndexed();
    List<MessageHit> all = page("red kite", SearchOrder.RELEVANCE, 50, null).items();
    List<MessageHit> inPages = new ArrayList<>();
    String cursor = null;
    do {
      MessageHits page = page("red kite", SearchOrder.RELEVANCE, 4, cursor);
      inPages.addAll(page.items());
      cursor = page.next();
      world.say(alice, group, "red kite, news");
    } while (cursor != null);

    assertThat(inPages).isEqualTo(all).hasSize(30);
  }

  @Test
  void aCursorOfOneOrderIsNoneOfTheOther() {
    for (int i = 0; i < 3; i++) {
      world.say(alice, group, "pintail " + i);
    }
    String cursor = page("pintail", SearchOrder.NEWEST, 1, null).next();

    assertThatExceptionOfType(Failure.Invalid.class)
        .isThrownBy(() -> page("pintail", SearchOrder.RELEVANCE, 1, cursor))
        .extracting(Failure::code)
        .isEqualTo(ErrorCode.BAD_CURSOR);
  }

  @Test
  void hitsAreShownBetweenTheirNeighbours() {
    world.say(alice, group, "one");
    long hidden = world.say(alice, group, "two");
    world.hide(group, bob, hidden);
    long root = world.say(alice, group, "three");
    world.say(alice, group, "a smew");
    world.say(alice, group, "in a thread", "{\"thread\": " + root + "}");
    world.say(alice, group, "five");
    world.say(alice, group, "six");

    MessageHit hit =
        Await.get(
                search.messages(
                    bob, SearchMessages.of("smew").withContext(2), PageRequest.of(null, null)))
            .items()
            .getFirst();

    assertThat(hit.before()).extracting(Neighbour::text).containsExactly("one", "three");
    assertThat(hit.after()).extracting(Neighbour::text).containsExactly("five", "six");
  }

  @Test
  void facetsCountWhatOneMaySeeAndNothingElse() {
    ConversationId closed = world.group(alice, world.person());
    world.say(alice, closed, "a knot that bob cannot see");
    world.say(alice, group, "a knot");
    world.say(alice, group, "another knot");
    world.hide(group, bob, world.say(alice, group, "a hidden knot"));
    world.say(bob, group, "my knot");

    inBothWays(
        () -> {
          Facets facets =
              Await.get(
                      search.messages(
                          bob, SearchMessages.of("knot").withFacets(), PageRequest.of(1, null)))
                  .facets();
          assertThat(facets.people())
              .containsExactly(new Facets.OfPerson(alice, 2), new Facets.OfPerson(bob, 1));
          assertThat(facets.conversations()).containsExactly(new Facets.OfConversation(group, 3));
          assertThat(facets.months())
              .containsExactly(new Facets.OfMonth(YearMonth.now(ZoneOffset.UTC).toString(), 3));
          assertThat(facets.counted()).isEqualTo(3);
          assertThat(facets.isAll()).isTrue();
        });
  }

  /// Once with what the tail knows, and once by the index alone.
  private static void inBothWays(Runnable assertions) {
    assertions.run();
    world.untilIndexed();
    world.sql("update search_settling set indexed_at = indexed_at - interval '1 minute'");
    assertions.run();
  }

  private MessageHits page(String q, SearchOrder order, int limit, String cursor) {
    return Await.get(
        search.messages(alice, SearchMessages.of(q).by(order), PageRequest.of(limit, cursor)));
  }

  private static void assertFound(UserId asker, String q, String... expected) {
    assertThat(texts(find(search, asker, q))).as(q).containsExactly(expected);
  }
}
