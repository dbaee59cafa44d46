package dev.starling.persistence.search;

import dev.starling.persistence.Database;
import dev.starling.persistence.Rows;
import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import dev.starling.wire.account.Names;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// Looks up what the names in a query stand for, and what of the asker's own a query is about.
public final class NameRepository {

  /// Everything of a conversation behind this place, and perhaps more, is unread.
  public record Unread(ConversationId conversation, long behind) {}

  private static final String PEOPLE =
      """
      select username_key, id from account where username_key = any ($1)
      """;

  private static final String TITLED =
      """
      select c.id
        from conversation_member m
        join conversation c on c.id = m.conversation_id
       where m.user_id = $1 and lower(c.title) = lower($2)
      """;

  private static final String DIRECT =
      """
      select conversation_id from direct_conversation
       where lower_user = least($1::bigint, $2::bigint) and higher_user = greatest($1::bigint, $2::bigint)
      """;

  private static final String SHARED =
      """
      select m.conversation_id
        from conversation_member m
       where m.user_id = $1
         and exists (select from conversation_member o
                      where o.conversation_id = m.conversation_id and o.user_id = $2)
       order by m.active_on desc, m.conversation_id desc
       limit $3
      """;

  private static final String UNREAD =
      """
      select m.conversation_id, least(m.read_seq, (
               select min(t.read_seq)
                 from thread_member t
                 join thread h on h.conversation_id = t.conversation_id and h.root = t.root
                where t.user_id = m.user_id and t.conversation_id = m.conversation_id and t.following
                  and h.last_seq > t.read_seq))
        from conversation_member m
        join conversation c on c.id = m.conversation_id
       where m.user_id = $1
         and (c.last_seq > m.read_seq or exists (
               select from thread_member t
                 join thread h on h.conversation_id = t.conversation_id and h.root = t.root
                where t.user_id = m.user_id and t.conversation_id = m.conversation_id and t.following
                  and h.last_seq > t.read_seq))
       order by m.active_on desc, m.conversation_id desc
       limit $2
      """;

  private static final String BOOKMARKS =
      """
      select conversation_id, seq from bookmark where user_id = $1 order by at desc limit $2
      """;

  private final Database database;

  public NameRepository(Database database) {
    this.database = database;
  }

  /// By the keys of their usernames; those whom nobody is called are missing.
  public Future<Map<String, UserId>> people(List<String> usernames) {
    return database
        .run(PEOPLE, (Object) usernames.stream().map(Names::key).toArray(String[]::new))
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false)
                    .collect(
                        Collectors.toMap(
                            row -> row.getString(0), row -> new UserId(row.getLong(1)))));
  }

  /// The asker's conversations with this title, whatever its case.
  public Future<List<ConversationId>> titled(UserId asker, String title) {
    return database.run(TITLED, asker.value(), title).map(NameRepository::conversations);
  }

  /// The direct conversation of two people, or the one that somebody has with themselves.
  public Future<List<ConversationId>> direct(UserId asker, UserId other) {
    return database.run(DIRECT, asker.value(), other.value()).map(NameRepository::conversations);
  }

  /// Conversations that both are in, the most recently active first.
  public Future<List<ConversationId>> shared(UserId asker, UserId other, int limit) {
    return database
        .run(SHARED, asker.value(), other.value(), limit)
        .map(NameRepository::conversations);
  }

  /// Where there is something unread, the most recently active first.
  public Future<List<Unread>> unread(UserId asker, int limit) {
    return database
        .run(UNREAD, asker.value(), limit)
        .map(
            rows ->
                Rows.list(
                    rows, row -> new Unread(new ConversationId(row.getLong(0)), row.getLong(1))));
  }

  public Future<List<MessageKey>> bookmarks(UserId asker, int limit) {
    return database.run(BOOKMARKS, asker.value(), limit).map(rows -> Rows.list(rows, key()));
  }

  private static Function<Row, MessageKey> key() {
    return row -> new MessageKey(new ConversationId(row.getLong(0)), row.getLong(1));
  }

  private static List<ConversationId> conversations(RowSet<Row> rows) {
    return Rows.list(rows, row -> new ConversationId(row.getLong(0)));
  }
}
