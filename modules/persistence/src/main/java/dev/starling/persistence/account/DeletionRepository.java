package dev.starling.persistence.account;

import dev.starling.persistence.Database;
import dev.starling.wire.SessionId;
import dev.starling.wire.UserId;
import dev.starling.wire.erasure.Erasure;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Deletes accounts: see `delete_account` in V160.
public final class DeletionRepository {

  /// @param sessions those that ended by it, of bots, too
  public record Deleted(Erasure erasure, List<SessionId> sessions) {
    public Deleted {
      sessions = List.copyOf(sessions);
    }
  }

  private static final String DELETE =
      """
      select receipt, started_at, sessions from delete_account($1, $2)
      """;

  private final Database database;

  public DeletionRepository(Database database) {
    this.database = database;
  }

  /// Empty when there is no such person.
  public Future<Optional<Deleted>> delete(UserId user, Instant now) {
    return database
        .run(DELETE, user.value(), now.atOffset(ZoneOffset.UTC))
        .map(rows -> rows.iterator().next())
        .map(row -> Optional.ofNullable(row.getString(0)).map(receipt -> deleted(receipt, row)));
  }

  private static Deleted deleted(String receipt, Row row) {
    return new Deleted(
        new Erasure(receipt, row.getOffsetDateTime(1).toInstant()),
        Stream.of(row.getArrayOfLongs(2)).map(SessionId::new).toList());
  }
}
