package dev.starling.persistence.story;

import static dev.starling.persistence.story.StoryTables.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.persistence.Database;
import dev.starling.persistence.FreshDatabase;
import io.vertx.core.Vertx;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What is asked all the time is found by index: by the plan for any parameters, with a few
/// thousand people who know each other.
class StoryPlansIT {

  private static final String PEOPLE =
      """
      insert into account (id, username, username_key, display_name, password_hash, created_at)
      select i, 'u' || i, 'u' || i, 'U ' || i, '', now() from generate_series(1, 2000) i
      """;
  private static final String CONTACTS =
      """
      insert into contact (owner_id, contact_id)
      select o, 1 + (o * 31 + i * 17) % 2000 from generate_series(1, 2000) o, generate_series(1, 50) i
      on conflict do nothing
      """;
  private static final String BLOCKS =
      """
      insert into block (owner_id, blocked_id)
      select o, 1 + (o * 7 + i * 3) % 2000 from generate_series(1, 2000) o, generate_series(1, 3) i
      on conflict do nothing
      """;
  private static final String STORIES =
      """
      insert into story (id, author_id, kind, text, at, expires_at)
      select i, 1 + i % 2000, 0, 'story', at, at + interval '1 day'
        from generate_series(1, 6000) i
       cross join lateral (select $1::timestamptz + i * interval '10 seconds' as at) posted
      """;
  private static final String VIEWS =
      """
      insert into story_view (viewer_id, story_id, expires_at, at)
      select c.contact_id, s.id, s.expires_at, s.at
        from story s join contact c on c.owner_id = s.author_id
       where (c.contact_id + s.id) % 2 = 0
      """;

  private static final String ANSWERS =
      """
      insert into story_answer (viewer_id, story_id, part, area, choice, expires_at, at)
      select v.viewer_id, v.story_id, 0, 0, v.viewer_id % 2, v.expires_at, v.at from story_view v
      """;

  private static Vertx vertx;
  private static Database database;

  @BeforeAll
  static void fill() {
    vertx = Vertx.vertx();
    database = FreshDatabase.open(vertx);
    new StoryDays(database).make(LocalDate.parse("2026-11-24"), 2).await();
    database.run(PEOPLE).await();
    database.run(CONTACTS).await();
    database.run(BLOCKS).await();
    database.run(STORIES, NOON.atOffset(ZoneOffset.UTC)).await();
    database.run(VIEWS).await();
    database.run(ANSWERS).await();
    database.run("delete from story_pull").await();
    database.run("vacuum analyze").await();
  }

  @AfterAll
  static void close() {
    vertx.close().await();
  }

  static Stream<Arguments> hotStatements() {
    return Stream.of(
        Arguments.of("feed", FeedRepository.FEED),
        Arguments.of("rings", FeedRepository.RINGS),
        Arguments.of("find", StoryRepository.FIND),
        Arguments.of("audience", StoryRepository.AUDIENCE),
        Arguments.of("delete", StoryRepository.DELETE),
        Arguments.of("view", ViewRepository.VIEW),
        Arguments.of("react", ViewRepository.REACT),
        Arguments.of("list", ViewRepository.LIST),
        Arguments.of("list of reactions", ViewRepository.LIST_REACTED),
        Arguments.of("count", ViewRepository.COUNT),
        Arguments.of("kept", StoryRepository.FIND_KEPT),
        Arguments.of("answer", AnswerRepository.ANSWER),
        Arguments.of("choices", AnswerRepository.CHOICES),
        Arguments.of("answers", AnswerRepository.LIST),
        Arguments.of("archive", KeptRepository.ARCHIVE),
        Arguments.of("highlight", HighlightRepository.FIND),
        Arguments.of("highlights", HighlightRepository.LIST),
        Arguments.of("stories of a highlight", HighlightRepository.STORIES),
        Arguments.of("targets of what is gone", GoneRepository.TARGETS),
        Arguments.of("targets of what is narrowed", GoneRepository.NARROWED),
        Arguments.of("ring", CopyRepository.RING),
        Arguments.of("targets", CopyRepository.TARGETS),
        Arguments.of("change", CopyRepository.CHANGE));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hotStatements")
  void noTableThatGrowsIsReadThrough(String name, String statement) {
    assertThat(plan(statement))
        .doesNotContain(
            "Seq Scan on story_d", "Seq Scan on story_view_d", "Seq Scan on story_answer_d")
        .doesNotContain("Seq Scan on contact", "Seq Scan on block", "Seq Scan on account")
        .contains("Index");
  }

  @Test
  void aFeedReadsItsViewersViewsOnceAndEachAuthorsStoriesByIndex() {
    assertThat(plan(FeedRepository.FEED))
        .contains("CTE seen", "story_view_d20261124_pkey", "author_id_expires_at_idx")
        .contains("contact_by_contact");
  }

  @Test
  void viewsOfAStoryAreFoundByIt() {
    assertThat(plan(ViewRepository.LIST))
        .contains("story_view_d20261124_story_id_at_viewer_id_idx");
  }

  private static String plan(String statement) {
    return database
        .inTransaction(open -> open.query("explain (generic_plan) " + statement).execute())
        .await()
        .stream()
        .map(row -> row.getString(0))
        .collect(Collectors.joining("\n"));
  }
}
