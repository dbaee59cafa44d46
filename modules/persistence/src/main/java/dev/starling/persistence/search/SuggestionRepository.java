package dev.starling.persistence.search;

import dev.starling.persistence.Database;
import dev.starling.persistence.Rows;
import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import dev.starling.wire.account.User;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;

/// Names that may be meant: all of somebody's contacts and groups, which are few, and of all other
/// people those whose username is nearly what was typed.
public final class SuggestionRepository {

  /// A group by its title.
  public record Titled(ConversationId id, String title) {}

  private static final String CONTACTS =
      """
      select a.id, a.username, a.display_name
        from contact c
        join account a on a.id = c.contact_id
       where c.owner_id = $1
       limit $2
      """;

  private static final String TITLED =
      """
      select c.id, c.title
        from conversation_member m
        join conversation c on c.id = m.conversation_id
       where m.user_id = $1 and c.title is not null
       order by m.active_on desc, m.conversation_id desc
       limit $2
      """;

  /// Each pattern says itself which part of the index it may be in, so that none of them reads all
  /// of it.
  private static final String NEARLY =
      """
      select distinct on (a.username_key) a.id, a.username, a.display_name
        from unnest($1::text[], $2::text[]) as p(beginning, pattern)
       cross join lateral (
             select id, username, display_name, username_key
               from account
              where username_key >= p.beginning and username_key < p.beginning || $4
                and username_key like p.pattern
              limit $3) a
       order by a.username_key
       limit $3
      """;

  /// Sorts behind every name.
  private static final String LAST = "\uDBFF\uDFFF";

  /// Before the first of these many letters no typo is looked for among strangers: too much of the
  /// index begins so.
  private static final int SURE = 2;

  private final Database database;

  public SuggestionRepository(Database database) {
    this.database = database;
  }

  public Future<List<User>> contacts(UserId of, int limit) {
    return database.run(CONTACTS, of.value(), limit).map(SuggestionRepository::users);
  }

  /// The latest active ones.
  public Future<List<Titled>> titled(UserId member, int limit) {
    return database
        .run(TITLED, member.value(), limit)
        .map(
            rows ->
                Rows.list(
                    rows, row -> new Titled(new ConversationId(row.getLong(0)), row.getString(1))));
  }

  /// People whose username begins like this but for one letter that is wrong, missing, too much, or
  /// in the other's place.
  ///
  /// @param key a beginning, as usernames are compared
  public Future<List<User>> nearly(String key, int limit) {
    List<String> beginnings = new ArrayList<>();
    List<String> patterns = new ArrayList<>();
    for (int i = SURE; i <= key.length(); i++) {
      String before = key.substring(0, i);
      String rest = key.substring(i);
      add(beginnings, patterns, before, "_" + escaped(rest));
      if (!rest.isEmpty()) {
        add(beginnings, patterns, before, "_" + escaped(rest.substring(1)));
        add(beginnings, patterns, before, escaped(rest.substring(1)));
      }
      if (rest.length() > 1) {
        String swapped = "" + rest.charAt(1) + rest.charAt(0) + rest.substring(2);
        add(beginnings, patterns, before, escaped(swapped));
      }
    }
    return database
        .run(
            NEARLY, beginnings.toArray(String[]::new), patterns.toArray(String[]::new), limit, LAST)
        .map(SuggestionRepository::users);
  }

  private static void add(
      List<String> beginnings, List<String> patterns, String before, String after) {
    beginnings.add(before);
    patterns.add(escaped(before) + after + "%");
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
  }

  private static List<User> users(RowSet<Row> rows) {
    return Rows.list(
        rows, row -> new User(new UserId(row.getLong(0)), row.getString(1), row.getString(2)));
  }
}
