package dev.starling.persistence.account;

import dev.starling.wire.UserId;
import dev.starling.wire.account.User;
import io.vertx.sqlclient.Row;

/// A row as a person: id, username and display name first, the names null when the account is gone.
final class UserRow {

  private UserRow() {}

  static User user(Row row) {
    UserId id = new UserId(row.getLong(0));
    return row.getString(1) == null
        ? User.deleted(id)
        : new User(id, row.getString(1), row.getString(2));
  }
}
