package dev.starling.persistence.account;

import dev.starling.persistence.Database;
import dev.starling.persistence.Rows;
import dev.starling.wire.UserId;
import dev.starling.wire.account.Privacy;
import dev.starling.wire.account.PrivacyChange;
import dev.starling.wire.account.ShownTo;
import dev.starling.wire.account.WrittenBy;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What people show of themselves. A column of null says: as it is.
public final class PrivacyRepository {

  private static final String FIND =
      """
      select last_seen, read_receipts, messages, story_views from privacy_setting where user_id = $1
      """;

  private static final String CHANGE =
      """
      insert into privacy_setting as p (user_id, last_seen, read_receipts, messages, story_views)
        values ($1, coalesce($2, 'everyone'), coalesce($3, true), coalesce($4, 'everyone'), coalesce($5, true))
      on conflict (user_id) do update
        set last_seen = coalesce($2, p.last_seen), read_receipts = coalesce($3, p.read_receipts),
            messages = coalesce($4, p.messages), story_views = coalesce($5, p.story_views)
      returning last_seen, read_receipts, messages, story_views
      """;

  private static final String WITHOUT_READ_RECEIPTS =
      """
      select user_id from privacy_setting where user_id = any ($1) and not read_receipts
      """;

  private final Database database;

  public PrivacyRepository(Database database) {
    this.database = database;
  }

  /// Empty for whoever has never changed anything.
  public Future<Optional<Privacy>> find(UserId user) {
    return database.run(FIND, user.value()).map(PrivacyRepository::first);
  }

  /// What holds after it.
  public Future<Privacy> change(UserId user, PrivacyChange change) {
    return database
        .run(
            CHANGE,
            user.value(),
            label(change.lastSeen()),
            change.readReceipts(),
            label(change.messages()),
            change.storyViews())
        .map(rows -> first(rows).orElseThrow());
  }

  /// Those of them who show nobody how far they have read.
  public Future<Set<UserId>> withoutReadReceipts(Collection<UserId> people) {
    Object ids = people.stream().map(UserId::value).toArray(Long[]::new);
    return database
        .run(WITHOUT_READ_RECEIPTS, ids)
        .map(rows -> Set.copyOf(Rows.list(rows, row -> new UserId(row.getLong(0)))));
  }

  private static Optional<Privacy> first(RowSet<Row> rows) {
    return rows.stream().findFirst().map(PrivacyRepository::privacy);
  }

  private static Privacy privacy(Row row) {
    return new Privacy(
        ShownTo.valueOf(row.getString(0).toUpperCase(Locale.ROOT)),
        row.getBoolean(1),
        WrittenBy.valueOf(row.getString(2).toUpperCase(Locale.ROOT)),
        row.getBoolean(3));
  }

  private static String label(Enum<?> setting) {
    return setting == null ? null : setting.name().toLowerCase(Locale.ROOT);
  }
}
