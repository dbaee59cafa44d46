package dev.starling.persistence;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import org.flywaydb.core.Flyway;

/// Brings the schema up to date. Any number of nodes may start at once: the first one migrates and
/// the others wait for it.
final class Schema {

  private Schema() {}

  static Future<Void> migrate(Vertx vertx, PgConnectOptions at) {
    String url = "jdbc:postgresql://" + at.getHost() + ":" + at.getPort() + "/" + at.getDatabase();
    return vertx.executeBlocking(
        () -> {
          Flyway.configure()
              .dataSource(url, at.getUser(), at.getPassword())
              .locations("classpath:db/migration")
              .connectRetries(0)
              .load()
              .migrate();
          return null;
        });
  }
}
