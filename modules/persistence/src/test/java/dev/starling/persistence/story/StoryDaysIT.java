package dev.starling.persistence.story;

import static dev.starling.persistence.story.StoryTables.ALICE;
import static dev.starling.persistence.story.StoryTables.BOB;
import static dev.starling.persistence.story.StoryTables.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.starling.persistence.Database;
import dev.starling.persistence.FreshDatabase;
import dev.starling.wire.Failure;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class StoryDaysIT {

  private static final LocalDate FIRST = LocalDate.parse("2026-11-24");

  private static Database database;

  private StoryTables tables;
  private StoryDays days;

  @BeforeAll
  static void open(Vertx vertx) {
    database = FreshDatabase.open(vertx);
  }

  @BeforeEach
  void begin() {
    tables = new StoryTables(database).contact(ALICE, BOB);
    days = new StoryDays(database);
  }

  @Test
  void daysAreMadeOnceHoweverManyNodesMakeThem() {
    Future.all(IntStream.range(0, 8).mapToObj(node -> days.make(FIRST, 2)).toList()).await();

    assertThat(partitions())
        .containsExactly(
            "story_answer_d20261124",
            "story_answer_d20261125",
            "story_d20261124",
            "story_d20261125",
            "story_view_d20261124",
            "story_view_d20261125");
  }

  @Test
  void aPostMakesItsDayWhenItIsMissing() {
    Future.all(
            IntStream.range(1, 9)
                .mapToObj(
                    id ->
                        new StoryRepository(database)
                            .post(StoryTables.story(id, ALICE, NOON), null, StoryTables.LIMITS))
                .toList())
        .await();

    assertThat(partitions())
        .containsExactly("story_answer_d20261124", "story_d20261124", "story_view_d20261124");
    assertThat(tables.count("story_d20261124")).isEqualTo(8);
  }

  /// PostgreSQL is free to read the names of all tables first, and chose to once there were more:
  /// it met names without a day then, and no day was dropped any more.
  @Test
  void daysAreDroppedHoweverPostgresLooksForThem() {
    days.make(FIRST, 2).await();

    database
        .connect()
        .compose(
            connection ->
                connection
                    .query(
                        """
                        set enable_nestloop = off; set enable_mergejoin = off;
                        select drop_story_days('2026-11-25')
                        """)
                    .execute()
                    .eventually(connection::close))
        .await();

    assertThat(partitions())
        .containsExactly("story_answer_d20261125", "story_d20261125", "story_view_d20261125");
  }

  @Test
  void aDayIsDroppedWithItsStoriesAndTheirViews() {
    new ViewRepository(database).view(BOB, tables.posted(1, ALICE, NOON), NOON).await();
    new ViewRepository(database)
        .view(BOB, tables.posted(2, ALICE, NOON.plusSeconds(86_400)), NOON)
        .await();

    assertThat(days.drop(FIRST).await()).isZero();
    assertThat(days.drop(FIRST.plusDays(1)).await()).isEqualTo(3);

    assertThat(partitions())
        .containsExactly("story_answer_d20261125", "story_d20261125", "story_view_d20261125");
    assertThat(tables.count("story")).isEqualTo(1);
    assertThat(tables.count("story_view")).isEqualTo(1);
  }

  @Test
  void oneNodeDropsAtATime() {
    days.make(FIRST, 1).await();
    Promise<Void> done = Promise.promise();
    Future<Void> busy =
        database.inTransaction(
            other ->
                other
                    .query("select pg_advisory_xact_lock(5003, 0)")
                    .execute()
                    .compose(locked -> days.drop(FIRST.plusDays(1)))
                    .onSuccess(dropped -> assertThat(dropped).isZero())
                    .<Void>mapEmpty()
                    .onComplete(done));

    done.future().await();
    busy.await();
    assertThat(partitions()).hasSize(3);
  }

  @Test
  void droppingGivesUpRatherThanLetReadersWaitBehindIt() {
    days.make(FIRST, 1).await();

    assertThatExceptionOfType(Failure.TryLater.class)
        .isThrownBy(
            () ->
                database
                    .inTransaction(
                        reader ->
                            reader
                                .query("select * from story")
                                .execute()
                                .compose(read -> days.drop(FIRST.plusDays(1))))
                    .await());
    assertThat(partitions()).hasSize(3);
  }

  private List<String> partitions() {
    return database
        .run(
            """
            select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
             where i.inhparent in ('story'::regclass, 'story_view'::regclass, 'story_answer'::regclass)
             order by 1
            """)
        .await()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }
}
