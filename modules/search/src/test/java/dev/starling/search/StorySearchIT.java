package dev.starling.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.starling.devservices.Services;
import dev.starling.wire.ConversationId;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.Page;
import dev.starling.wire.PageRequest;
import dev.starling.wire.UserId;
import dev.starling.wire.search.StoryHit;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Words in stories, for those who may see them.
class StorySearchIT {

  private static final int EVERYONE = 0;
  private static final int CONTACTS = 1;
  private static final int CLOSE_FRIENDS = 2;
  private static final int CONTACTS_EXCEPT = 4;
  private static final int CONVERSATIONS = 5;

  private static final AtomicLong IDS = new AtomicLong(5_000_000);

  private static World world;
  private static Search search;

  private UserId author;
  private UserId viewer;

  @BeforeAll
  static void open() {
    world = new World(Services.shared());
    search = world.search(0);
    world.sql(
        "select make_story_day((now() at time zone 'UTC')::date + d) from generate_series(0, 2) d");
  }

  @AfterAll
  static void close() {
    world.close();
  }

  @BeforeEach
  void people() {
    author = world.person();
    viewer = world.person();
    contact(author, viewer);
  }

  @Test
  void onesOwnAndThoseOfOthersAreFound() {
    long story = tell(author, CONTACTS, "the Harbour <at> night");

    assertThat(ids(viewer, "harb")).containsExactly(story);
    assertThat(ids(author, "harbour")).containsExactly(story);
    assertThat(find(viewer, "harbour").items().getFirst().highlight())
        .isEqualTo("the <em>Harbour</em> &lt;at&gt; night");
    assertThat(ids(viewer, "harbours")).isEmpty();
    assertThat(ids(world.person(), "harbour")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "京都, 東京都に住んでいます",
    "café, CAFE at noon",
    "getuser, call getUserName first",
    "бере, Берег моря",
  })
  void wordsAreFoundAsInMessages(String q, String text) {
    long story = tell(author, CONTACTS, text);

    assertThat(ids(viewer, q)).contains(story);
  }

  @ParameterizedTest
  @ValueSource(strings = {"second", "summit.png", "sundown", "example", "tea", "\"which one\""})
  void allThatAStoryShowsIsLookedThrough(String q) {
    long story = tell(author, CONTACTS, null);
    world.sql(
        "update story set content = $2::text::jsonb, caption = 'sundown at last' where id = $1",
        story,
        """
        [{"kind": "text", "text": "first page", "link": "https://example.org/x"},
         {"kind": "text", "text": "second page"},
         {"kind": "picture", "media": {"id": "m1", "name": "summit.png"},
          "areas": [{"kind": "poll", "question": "which one", "options": ["tea", "coffee"]}]}]
        """);

    assertThat(ids(viewer, q)).containsExactly(story);
    assertThat(ids(viewer, q + " has:link has:image has:file has:poll -has:video"))
        .containsExactly(story);
    assertThat(ids(viewer, q + " -has:poll")).isEmpty();
  }

  @Test
  void operatorsNarrowAndNegate() {
    long one = tell(author, CONTACTS, "boats in the bay");
    long other = tell(viewer, CONTACTS, "boats on the shore");
    world.sql(
        "update story set mentions = array[$2::bigint], edited_at = now() where id = $1",
        one,
        viewer.value());
    String today = Instant.now().atOffset(ZoneOffset.UTC).toLocalDate().toString();

    assertThat(ids(viewer, "boats")).containsExactly(other, one);
    assertThat(ids(viewer, "boats is:mine")).containsExactly(other);
    assertThat(ids(viewer, "boats -from:me")).containsExactly(one);
    assertThat(ids(viewer, "boats -shore")).containsExactly(one);
    assertThat(ids(viewer, "boats mentions:me is:edited")).containsExactly(one);
    assertThat(ids(viewer, "boats on:" + today)).containsExactly(other, one);
    assertThat(ids(viewer, "boats before:" + today)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "in:here,            'q, character 1: in: is asked of messages, not of stories'",
    "boats with:me,      'q, character 7: with: is asked of messages, not of stories'",
    "boats is:pinned,    'q, character 7: pinned is asked of messages, not of stories'",
    "-has:reaction,      'q, character 1: reaction is asked of messages, not of stories'",
    "from:nobody_at_all, 'q, character 1: nobody is called nobody_at_all'",
    "'',                 'q: missing or blank'",
  })
  void aBadQueryIsToldItsPlace(String q, String why) {
    assertThatThrownBy(() -> find(viewer, q))
        .isInstanceOfSatisfying(
            Failure.Invalid.class,
            failure -> {
              assertThat(failure.code()).isEqualTo(ErrorCode.BAD_QUERY);
              assertThat(failure).hasMessage(why);
            });
  }

  @Test
  void whatOneMayNotSeeIsNotFound() {
    UserId friend = world.person();
    UserId left = world.person();
    UserId stranger = world.person();
    ConversationId group = world.group(author, stranger);
    contact(author, friend);
    contact(author, left);
    world.sql(
        "insert into audience_list_member values ($1, 0, $2)", author.value(), friend.value());
    long all = tell(author, EVERYONE, "lanterns for all");
    long friends = tell(author, CLOSE_FRIENDS, "lanterns for friends", 0);
    long grouped = tell(author, CONVERSATIONS, "lanterns for a group", group.value());
    long some = tell(author, CONTACTS_EXCEPT, "lanterns for some");
    world.sql(
        "update story set audience_users = array[$2::bigint] where id = $1", some, left.value());

    assertThat(ids(friend, "lanterns")).containsExactlyInAnyOrder(all, friends, some);
    assertThat(ids(left, "lanterns")).containsExactly(all);
    assertThat(ids(viewer, "lanterns")).containsExactlyInAnyOrder(all, some);
    assertThat(ids(stranger, "lanterns")).contains(grouped).doesNotContain(friends, some);
    assertThat(ids(world.person(), "lanterns")).isEmpty();
  }

  @Test
  void whatOneMayNotSeeAnyMoreIsGoneAtOnce() {
    long deleted = tell(author, CONTACTS, "a kite above");
    assertThat(ids(viewer, "kite")).containsExactly(deleted);
    world.sql("update story set deleted_at = now() where id = $1", deleted);
    assertThat(ids(viewer, "kite")).isEmpty();
    assertThat(ids(author, "kite")).isEmpty();

    long narrowed = tell(author, CONTACTS, "a kite below");
    world.sql(
        "update story set audience = 2, audience_ids = array[0::bigint] where id = $1", narrowed);
    assertThat(ids(viewer, "kite")).isEmpty();

    long blocked = tell(author, CONTACTS, "a kite between");
    assertThat(ids(viewer, "kite")).containsExactly(blocked);
    world.sql("insert into block values ($1, $2)", viewer.value(), author.value());
    assertThat(ids(viewer, "kite")).isEmpty();
    world.sql("delete from block where owner_id = $1", viewer.value());
    world.sql("insert into block values ($1, $2)", author.value(), viewer.value());
    assertThat(ids(viewer, "kite")).isEmpty();
  }

  @Test
  void mutedPeopleAreFound() {
    long story = tell(author, CONTACTS, "a quiet drum");
    world.sql("insert into story_mute values ($1, $2)", viewer.value(), author.value());

    assertThat(ids(viewer, "drum")).containsExactly(story);
  }

  @Test
  void pagesGoOnWhereTheLastOneEnded() {
    Set<Long> told = new HashSet<>();
    for (int i = 0; i < 7; i++) {
      told.add(tell(author, CONTACTS, "wave number " + i));
      tell(author, CONTACTS, "nothing of the kind");
    }

    List<Long> all = new ArrayList<>();
    String cursor = null;
    do {
      Page<StoryHit> page =
          Await.get(search.stories(viewer, "wave", null, PageRequest.of(3, cursor)));
      page.items().forEach(hit -> all.add(hit.id().value()));
      cursor = page.next();
    } while (cursor != null);

    assertThat(all).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(told);
  }

  /// Then a page may be empty, and there is a next one.
  @Test
  void noMoreAreLookedThroughForAPageThanMayBe() {
    long first = tell(author, CONTACTS, "the needle");
    for (int i = 0; i < 5; i++) {
      tell(author, CONTACTS, "hay");
    }
    QueryConfig two =
        new QueryConfig(Duration.ofSeconds(5), 100, 100, 5, 500, 50, 100, 1_000, 100, 2);
    Search narrow =
        world.search(
            new SearchConfig(
                world.config.elasticsearch(), world.config.indexer().withIndexers(0), two));

    List<Long> found = new ArrayList<>();
    String cursor = null;
    int pages = 0;
    do {
      Page<StoryHit> page =
          Await.get(narrow.stories(viewer, "needle", null, PageRequest.of(50, cursor)));
      page.items().forEach(hit -> found.add(hit.id().value()));
      cursor = page.next();
      pages++;
    } while (cursor != null);

    assertThat(found).containsExactly(first);
    assertThat(pages).isEqualTo(4);
  }

  @Test
  void nothingIsFoundOnceItHasExpired() {
    long story = tell(author, CONTACTS, "a soap bubble");
    world.sql(
        """
        with moved as (
          delete from story where id = $1 returning *
        )
        insert into story (id, author_id, kind, text, audience, at, expires_at)
          select id, author_id, kind, text, audience, at, now() + interval '1500 milliseconds' from moved
        """,
        story);
    assertThat(ids(viewer, "bubble")).containsExactly(story);
    Instant end =
        Instant.ofEpochMilli(
            world.number(
                "select (extract(epoch from expires_at) * 1000)::bigint from story where id = $1",
                story));

    for (Instant asked = Clock.systemUTC().instant();
        asked.isBefore(end.plusMillis(500));
        asked = Clock.systemUTC().instant()) {
      boolean isFound = !ids(viewer, "bubble").isEmpty();
      assertThat(isFound && !asked.isBefore(end)).isFalse();
    }
    assertThat(ids(viewer, "bubble")).isEmpty();
  }

  private static Page<StoryHit> find(UserId asker, String q) {
    return Await.get(search.stories(asker, q, null, PageRequest.of(null, null)));
  }

  private static List<Long> ids(UserId asker, String q) {
    return find(asker, q).items().stream().map(hit -> hit.id().value()).toList();
  }

  private static void contact(UserId owner, UserId other) {
    world.sql(
        "insert into contact (owner_id, contact_id) values ($1, $2)", owner.value(), other.value());
  }

  @CanIgnoreReturnValue
  private static long tell(UserId author, int audience, String text, long... ids) {
    long id = IDS.incrementAndGet();
    Long[] boxed = new Long[ids.length];
    for (int i = 0; i < ids.length; i++) {
      boxed[i] = ids[i];
    }
    world.sql(
        """
        insert into story (id, author_id, kind, text, audience, audience_ids, at, expires_at)
          values ($1, $2, 0, $3, $4, $5, clock_timestamp(), clock_timestamp() + interval '1 day')
        """,
        id,
        author.value(),
        text,
        (short) audience,
        boxed);
    return id;
  }
}
