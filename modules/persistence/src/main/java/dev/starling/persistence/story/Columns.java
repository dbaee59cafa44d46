package dev.starling.persistence.story;

import dev.starling.wire.UserId;
import dev.starling.wire.account.User;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;

/// Between the client's types and ours.
final class Columns {

  private Columns() {}

  static OffsetDateTime time(Instant at) {
    return at == null ? null : at.atOffset(ZoneOffset.UTC);
  }

  /// A person in three columns: id, username, display name.
  static User user(Row row, int from) {
    return new User(
        new UserId(row.getLong(from)), row.getString(from + 1), row.getString(from + 2));
  }

  static Long[] values(Collection<UserId> users) {
    return users.stream().map(UserId::value).toArray(Long[]::new);
  }
}
