package dev.starling.persistence.personal;

import dev.starling.persistence.Database;
import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import dev.starling.wire.conversation.Draft;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;

/// What people have begun to write, in conversations that they are in.
public final class DraftRepository {

  private static final String NEWEST_FIRST =
      """
      select d.conversation_id, d.text, d.reply_to, d.told, d.at
        from draft d
        join conversation_member m on m.conversation_id = d.conversation_id and m.user_id = d.user_id
       where d.user_id = $1 and ($2::bigint is null or d.told < $2)
       order by d.told desc
       limit $3
      """;

  private final Database database;

  public DraftRepository(Database database) {
    this.database = database;
  }

  /// @param before the `seq` of the last one on the page before, null for the first page
  public Future<List<Draft>> newestFirst(UserId user, Long before, int limit) {
    return database
        .run(NEWEST_FIRST, user.value(), before, limit)
        .map(
            rows -> {
              List<Draft> drafts = new ArrayList<>(rows.size());
              rows.forEach(row -> drafts.add(draft(row)));
              return drafts;
            });
  }

  private static Draft draft(Row row) {
    return new Draft(
        new ConversationId(row.getLong(0)),
        row.getString(1),
        row.getLong(2),
        row.getLong(3),
        row.getOffsetDateTime(4).toInstant());
  }
}
