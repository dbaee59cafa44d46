package dev.starling.persistence.story;

import static dev.starling.persistence.Rows.instant;
import static dev.starling.persistence.story.Columns.time;
import static dev.starling.persistence.story.Columns.user;

import dev.starling.persistence.Database;
import dev.starling.persistence.Rows;
import dev.starling.persistence.story.ViewRepository.Place;
import dev.starling.persistence.story.ViewRepository.Seen;
import dev.starling.wire.StoryId;
import dev.starling.wire.UserId;
import dev.starling.wire.json.Json;
import dev.starling.wire.story.Area;
import dev.starling.wire.story.StoryAnswer;
import dev.starling.wire.story.StoryAnswers.Answer;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What viewers said to polls and questions of stories.
public final class AnswerRepository {

  /// One area of one story.
  public record Asked(StoryId story, int part, int area) {}

  /// @param area what was asked; empty when nothing stands there
  /// @param choices how many chose which option, by its number
  /// @param items one page, the latest first
  public record Answers(
      Optional<Area> area, long count, Map<Integer, Long> choices, List<Answer> items) {
    public Answers {
      choices = Map.copyOf(choices);
      items = List.copyOf(items);
    }
  }

  static final String ANSWER =
      """
      select s.author_id, w.counted, w.moved, w.changed
        from story_for($2, $3) s
       cross join lateral answer_story(s.id, s.expires_at, s.author_id, $2, $3, $4, $5, $6, $7) w
       where s.id = $1
      """;

  static final String CHOICES =
      """
      select a.choice, count(*)
        from kept_answer a
       where a.story_id = $1 and a.part = $2 and a.area = $3 and a.choice is not null
       group by a.choice
      """;

  static final String LIST = Sql.load("story/answers.sql");

  private final Database database;

  public AnswerRepository(Database database) {
    this.database = database;
  }

  /// Empty when the story is not there for this viewer; else it counts as seen by them.
  public Future<Optional<Seen>> put(UserId viewer, StoryId story, StoryAnswer answer, Instant now) {
    return database
        .run(
            ANSWER,
            story.value(),
            viewer.value(),
            time(now),
            answer.part().shortValue(),
            answer.area().shortValue(),
            answer.choice() == null ? null : answer.choice().shortValue(),
            answer.text())
        .map(ViewRepository::seen);
  }

  /// How many chose which option, by its number.
  public Future<Map<Integer, Long>> choices(Asked asked) {
    return database
        .run(CHOICES, asked.story().value(), (short) asked.part(), (short) asked.area())
        .map(
            rows -> {
              Map<Integer, Long> choices = new HashMap<>();
              rows.forEach(row -> choices.put(row.getInteger(0), row.getLong(1)));
              return choices;
            });
  }

  /// Empty when it is not a story of this author, or its lists are over.
  ///
  /// @param postedAfter as of the list of views
  /// @param after null for the first page
  public Future<Optional<Answers>> list(
      UserId author, Asked asked, Instant now, Instant postedAfter, Place after, int limit) {
    return database
        .run(
            LIST,
            asked.story().value(),
            author.value(),
            time(now),
            time(postedAfter),
            after == null ? null : time(after.at()),
            after == null ? 0L : after.viewer().value(),
            limit,
            (short) asked.part(),
            (short) asked.area())
        .map(rows -> rows.size() == 0 ? Optional.empty() : Optional.of(answers(rows)));
  }

  private static Answers answers(RowSet<Row> rows) {
    Row first = rows.iterator().next();
    Integer[] options = first.getArrayOfIntegers(2);
    Long[] counts = first.getArrayOfLongs(3);
    Map<Integer, Long> choices = new HashMap<>();
    for (int i = 0; options != null && i < options.length; i++) {
      choices.put(options[i], counts[i]);
    }
    String area = first.getString(0);
    List<Answer> items = new ArrayList<>();
    Rows.list(rows, AnswerRepository::answer).forEach(one -> one.ifPresent(items::add));
    return new Answers(
        Optional.ofNullable(area).map(json -> Json.read(json, Area.class)),
        first.getLong(1),
        choices,
        items);
  }

  private static Optional<Answer> answer(Row row) {
    return row.getLong(4) == null
        ? Optional.empty()
        : Optional.of(
            new Answer(user(row, 4), instant(row, 7), row.getInteger(8), row.getString(9)));
  }
}
