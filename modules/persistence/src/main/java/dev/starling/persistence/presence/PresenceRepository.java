package dev.starling.persistence.presence;

import dev.starling.persistence.Database;
import dev.starling.persistence.Rows;
import dev.starling.wire.UserId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/// Who sees whom.
public final class PresenceRepository {

  /// Two people see each other or neither sees the other, so this holds in both directions.
  private static final String VISIBLE =
      """
      select a.id, l.at
        from account a
        left join last_seen l on l.user_id = a.id
        left join privacy_setting theirs on theirs.user_id = a.id
        left join privacy_setting mine on mine.user_id = $1
       where a.id = any ($2)
         and (a.id = $1
              or case coalesce(theirs.last_seen, 'everyone')
                   when 'everyone' then true
                   when 'contacts' then exists (select from contact where owner_id = a.id and contact_id = $1)
                   else false
                 end
             and case coalesce(mine.last_seen, 'everyone')
                   when 'everyone' then true
                   when 'contacts' then exists (select from contact where owner_id = $1 and contact_id = a.id)
                   else false
                 end
             and not exists (select from block where owner_id = $1 and blocked_id = a.id)
             and not exists (select from block where owner_id = a.id and blocked_id = $1)
             and not exists (select from message_request where user_id = $1 and sender_id = a.id)
             and not exists (select from message_request where user_id = a.id and sender_id = $1))
      """;

  private final Database database;

  public PresenceRepository(Database database) {
    this.database = database;
  }

  /// Those of them whom the viewer sees, and who see the viewer, with when they were there last.
  public Future<Map<UserId, LastSeen>> visible(UserId viewer, Collection<UserId> users) {
    if (users.isEmpty()) {
      return Future.succeededFuture(Map.of());
    }
    Object ids = users.stream().map(UserId::value).toArray(Long[]::new);
    return database
        .run(VISIBLE, viewer.value(), ids)
        .map(
            rows -> {
              Map<UserId, LastSeen> visible = HashMap.newHashMap(rows.size());
              rows.stream()
                  .map(PresenceRepository::lastSeen)
                  .forEach(seen -> visible.put(seen.user(), seen));
              return visible;
            });
  }

  private static LastSeen lastSeen(Row row) {
    return new LastSeen(new UserId(row.getLong(0)), Rows.instant(row, 1));
  }
}
