package dev.starling.persistence.search;

import dev.starling.persistence.Database;
import dev.starling.persistence.Rows;
import dev.starling.persistence.event.Shown;
import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import dev.starling.wire.search.Neighbour;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;

/// The messages around messages, as one person may see them: of a reply those of its thread, else
/// those of the conversation's own line.
public final class NeighbourRepository {

  /// @param around the message that it is a neighbour of
  public record Found(MessageKey around, Neighbour neighbour) {}

  /// What is further away is no neighbour, even if nothing is left in between.
  private static final int EVENTS_MAX = 200;

  private static final String SIDE =
      """
      (select e.seq, e.sender_id, e.at, searched_text(e.body, e.detail) as body
                from event e
               where e.conversation_id = hit.conversation_id and %1$s
                 and e.seq >= m.visible_from_seq and e.kind = 0 and e.body is not null
                 and (e.detail ->> 'thread') is not distinct from (h.detail ->> 'thread')
                 and %2$s
               order by e.seq %3$s
               limit $5)\
      """;

  private static final String AROUND =
      """
      select hit.conversation_id, hit.seq, n.seq, n.sender_id, n.at, n.body
        from unnest($2::bigint[], $3::bigint[]) as hit(conversation_id, seq)
        join conversation_member m on m.conversation_id = hit.conversation_id and m.user_id = $1
        join event h on h.conversation_id = hit.conversation_id and h.seq = hit.seq
       cross join lateral (
              %s
             union all
              %s) n
      """
          .formatted(
              side("e.seq < hit.seq and e.seq >= hit.seq - " + EVENTS_MAX, "desc"),
              side("e.seq > hit.seq and e.seq <= hit.seq + " + EVENTS_MAX, "asc"));

  private final Database database;
  private final Clock clock;

  /// @param clock says what has expired
  public NeighbourRepository(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// @param count how many at most before each, and how many behind it
  public Future<List<Found>> around(UserId asker, Collection<MessageKey> messages, int count) {
    return database
        .run(
            AROUND,
            asker.value(),
            messages.stream().map(key -> key.conversation().value()).toArray(Long[]::new),
            messages.stream().map(MessageKey::seq).toArray(Long[]::new),
            clock.instant().atOffset(ZoneOffset.UTC),
            count)
        .map(rows -> Rows.list(rows, NeighbourRepository::found));
  }

  private static String side(String where, String direction) {
    return SIDE.formatted(where, Shown.to("$1", "$4"), direction);
  }

  private static Found found(Row row) {
    return new Found(
        new MessageKey(new ConversationId(row.getLong(0)), row.getLong(1)),
        new Neighbour(
            row.getLong(2),
            new UserId(row.getLong(3)),
            row.getOffsetDateTime(4).toInstant(),
            row.getString(5)));
  }
}
