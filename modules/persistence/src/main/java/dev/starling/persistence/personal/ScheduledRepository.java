package dev.starling.persistence.personal;

import dev.starling.persistence.Database;
import dev.starling.wire.ConversationId;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.MediaId;
import dev.starling.wire.ScheduledId;
import dev.starling.wire.UserId;
import dev.starling.wire.conversation.Scheduled;
import dev.starling.wire.conversation.SendMessage;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// Messages that wait for their time.
public final class ScheduledRepository {

  /// Where a page begins: behind the message of this time and id.
  public record Place(Instant at, long id) {}

  private static final String COLUMNS =
      "select id, conversation_id, client_id || '/' || place, text, due, failure, user_id,"
          + " attachments ";

  private static final String SOONEST_FIRST =
      COLUMNS
          + """
            from scheduled_message
           where user_id = $1 and ($2::timestamptz is null or (due, id) > ($2, $3))
           order by due, id
           limit $4
          """;

  private static final String SCHEDULED_WITH =
      COLUMNS
          + """
            from scheduled_message
           where user_id = $1 and conversation_id = $2 and client_id = $3
           order by place
          """;

  private static final String ONE =
      COLUMNS + "from scheduled_message where user_id = $1 and id = $2";

  private static final String CLAIM = COLUMNS + "from claim_scheduled($1, $2)";

  private final Database database;

  public ScheduledRepository(Database database) {
    this.database = database;
  }

  /// @param after null for the first page
  public Future<List<Scheduled>> soonestFirst(UserId user, Place after, int limit) {
    OffsetDateTime at = after == null ? null : after.at().atOffset(ZoneOffset.UTC);
    Long id = after == null ? null : after.id();
    return database
        .run(SOONEST_FIRST, user.value(), at, id, limit)
        .map(rows -> list(rows, ScheduledRepository::scheduled));
  }

  /// What was scheduled under this name.
  public Future<List<Scheduled>> named(UserId user, ConversationId conversation, String clientId) {
    return database
        .run(SCHEDULED_WITH, user.value(), conversation.value(), clientId)
        .map(rows -> list(rows, ScheduledRepository::scheduled));
  }

  public Future<Optional<Scheduled>> find(UserId user, ScheduledId id) {
    return database
        .run(ONE, user.value(), id.value())
        .map(rows -> list(rows, ScheduledRepository::scheduled).stream().findFirst());
  }

  /// Takes messages whose time has come. Nobody else gets them while the lease lasts.
  public Future<List<ClaimedMessage>> claim(int limit, Duration lease) {
    return database
        .run(CLAIM, limit, (int) lease.toSeconds())
        .map(rows -> list(rows, ScheduledRepository::claimed));
  }

  private static Scheduled scheduled(Row row) {
    String failure = row.getString(5);
    List<MediaId> files = attachments(row);
    return new Scheduled(
        new ScheduledId(row.getLong(0)),
        new ConversationId(row.getLong(1)),
        row.getString(2),
        row.getString(3),
        row.getOffsetDateTime(4).toInstant(),
        failure == null ? null : ErrorCode.valueOf(failure),
        files.isEmpty() ? null : files);
  }

  private static ClaimedMessage claimed(Row row) {
    return new ClaimedMessage(
        new ScheduledId(row.getLong(0)),
        new UserId(row.getLong(6)),
        new SendMessage(
            new ConversationId(row.getLong(1)),
            row.getString(2),
            row.getString(3),
            attachments(row)));
  }

  private static List<MediaId> attachments(Row row) {
    Long[] ids = row.getArrayOfLongs(7);
    return ids == null ? List.of() : Stream.of(ids).map(MediaId::new).toList();
  }

  private static <T> List<T> list(RowSet<Row> rows, Function<Row, T> mapper) {
    List<T> list = new ArrayList<>(rows.size());
    rows.forEach(row -> list.add(mapper.apply(row)));
    return list;
  }
}
