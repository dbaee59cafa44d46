package dev.starling.persistence.personal;

import dev.starling.persistence.Database;
import dev.starling.persistence.event.EventRow;
import dev.starling.persistence.event.Shown;
import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import dev.starling.wire.conversation.Bookmark;
import dev.starling.wire.event.ConversationEvent;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/// Bookmarks of messages that can be seen. One of a message that is gone is as good as none.
public final class BookmarkRepository {

  /// Where a page begins: behind the bookmark of this time and message.
  public record Place(Instant at, ConversationId conversation, long seq) {}

  private static final String NEWEST_FIRST =
      """
      select %s, b.at
        from bookmark b
        join conversation_member m on m.conversation_id = b.conversation_id and m.user_id = b.user_id
        join event e on e.conversation_id = b.conversation_id and e.seq = b.seq
       where b.user_id = $1 and ($3::timestamptz is null or (b.at, b.conversation_id, b.seq) < ($3, $4, $5))
         and e.seq >= m.visible_from_seq and not coalesce(e.state ? 'deleted', false) and %s
       order by b.at desc, b.conversation_id desc, b.seq desc
       limit $6
      """
          .formatted(EventRow.columnsFor("b.user_id"), Shown.to("b.user_id", "$2"));

  private final Database database;
  private final Clock clock;

  /// @param clock says what has expired
  public BookmarkRepository(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// @param after null for the first page
  public Future<List<Bookmark>> newestFirst(UserId user, Place after, int limit) {
    Instant now = clock.instant();
    return database
        .run(
            NEWEST_FIRST,
            user.value(),
            time(now),
            after == null ? null : time(after.at()),
            after == null ? null : after.conversation().value(),
            after == null ? null : after.seq(),
            limit)
        .map(rows -> list(rows, now));
  }

  private static List<Bookmark> list(RowSet<Row> rows, Instant now) {
    List<Bookmark> list = new ArrayList<>(rows.size());
    for (Row row : rows) {
      ConversationEvent message = EventRow.eventFrom(row, 0, now);
      list.add(new Bookmark(row.getOffsetDateTime(EventRow.WIDTH).toInstant(), message));
    }
    return list;
  }

  private static OffsetDateTime time(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
