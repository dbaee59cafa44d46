package dev.starling.persistence.account;

import dev.starling.persistence.Database;
import dev.starling.wire.SessionId;
import dev.starling.wire.UserId;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/// Tickets that open one socket each, known by the hash of what the client holds.
public final class TicketRepository {

  private static final String ADD =
      """
      insert into socket_ticket (hash, account_id, session_id, expires_at) values ($1, $2, $3, $4)
      """;

  private static final String REDEEM =
      """
      delete from socket_ticket where hash = $1 returning account_id, session_id, expires_at
      """;

  private static final String DELETE_OVER =
      """
      delete from socket_ticket
       where hash in (select hash from socket_ticket where expires_at < $1 limit $2 for update skip locked)
      """;

  private final Database database;

  public TicketRepository(Database database) {
    this.database = database;
  }

  public Future<Void> add(Buffer hash, StoredTicket ticket) {
    return database
        .run(
            ADD,
            hash,
            ticket.user().value(),
            ticket.session().value(),
            ticket.expiresAt().atOffset(ZoneOffset.UTC))
        .mapEmpty();
  }

  /// Answers once: the ticket is gone with it.
  public Future<Optional<StoredTicket>> redeem(Buffer hash) {
    return database
        .run(REDEEM, hash)
        .map(rows -> rows.stream().findFirst().map(TicketRepository::ticket));
  }

  public Future<Integer> deleteOver(Instant before, int limit) {
    return database
        .run(DELETE_OVER, before.atOffset(ZoneOffset.UTC), limit)
        .map(rows -> rows.rowCount());
  }

  private static StoredTicket ticket(Row row) {
    return new StoredTicket(
        new UserId(row.getLong(0)),
        new SessionId(row.getLong(1)),
        row.getOffsetDateTime(2).toInstant());
  }
}
