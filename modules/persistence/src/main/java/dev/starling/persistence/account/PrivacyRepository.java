package dev.starling.persistence.account;

import dev.starling.persistence.Database;
import dev.starling.wire.UserId;
import dev.starling.wire.account.Privacy;
import dev.starling.wire.account.PrivacyChange;
import dev.starling.wire.account.ShownTo;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.Locale;
import java.util.Optional;

/// What people show of themselves. A column of null says: as it is.
public final class PrivacyRepository {

  private static final String FIND =
      """
      select last_seen from privacy_setting where user_id = $1
      """;

  private static final String CHANGE =
      """
      insert into privacy_setting as p (user_id, last_seen) values ($1, coalesce($2, 'everyone'))
      on conflict (user_id) do update set last_seen = coalesce($2, p.last_seen)
      returning last_seen
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
        .run(CHANGE, user.value(), label(change.lastSeen()))
        .map(rows -> first(rows).orElseThrow());
  }

  private static Optional<Privacy> first(RowSet<Row> rows) {
    return rows.stream().findFirst().map(row -> new Privacy(shownTo(row.getString(0))));
  }

  private static String label(ShownTo shownTo) {
    return shownTo == null ? null : shownTo.name().toLowerCase(Locale.ROOT);
  }

  private static ShownTo shownTo(String label) {
    return ShownTo.valueOf(label.toUpperCase(Locale.ROOT));
  }
}
