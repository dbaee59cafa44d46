package dev.starling.persistence.event;

import dev.starling.persistence.Database;
import io.vertx.core.Future;
import io.vertx.pgclient.PgConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The connection that a writer keeps, opened again when it was lost. Owned by the writer's
/// context.
final class WriterConnection {

  private static final Logger LOG = LoggerFactory.getLogger(WriterConnection.class);

  private final Database database;
  private final int sendersKnownMax;
  private PgConnection connection;
  private KnownSenders known;
  private boolean closing;

  WriterConnection(Database database, int sendersKnownMax) {
    this.database = database;
    this.sendersKnownMax = sendersKnownMax;
  }

  Future<PgConnection> get() {
    return connection != null
        ? Future.succeededFuture(connection)
        : database.connect().onSuccess(this::keep);
  }

  /// What was answered on the connection that [#get] has given.
  KnownSenders known() {
    return known;
  }

  Future<Void> close() {
    closing = true;
    return connection == null ? Future.succeededFuture() : connection.close();
  }

  private void keep(PgConnection open) {
    connection = open;
    known = new KnownSenders(sendersKnownMax);
    open.closeHandler(
        closed -> {
          connection = null;
          if (!closing) {
            LOG.warn("writer connection closed");
          }
        });
  }
}
