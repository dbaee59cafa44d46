package dev.starling.persistence;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.pgclient.PgConnectOptions;
import java.net.URLEncoder;
import java.util.Locale;
import org.flywaydb.core.Flyway;

/// Brings the schema up to date. Any number of nodes may start at once: the first one migrates and
/// the others wait for it.
final class Schema {

  private Schema() {}

  /// On a thread of its own, where the future completes, too.
  static Future<Void> migrate(PgConnectOptions at, String caFile) {
    Promise<Void> migrated = Promise.promise();
    Thread.ofPlatform()
        .name("migration")
        .start(
            () -> {
              try {
                Flyway.configure()
                    .dataSource(url(at, caFile), at.getUser(), at.getPassword())
                    .locations("classpath:db/migration")
                    .connectRetries(0)
                    .load()
                    .migrate();
                migrated.complete();
              } catch (RuntimeException e) {
                migrated.fail(e);
              }
            });
    return migrated.future();
  }

  /// With the same rules of TLS as the client of every day.
  private static String url(PgConnectOptions at, String caFile) {
    String ssl = "?sslmode=" + at.getSslMode().name().toLowerCase(Locale.ROOT).replace('_', '-');
    String root = caFile == null ? "" : "&sslrootcert=" + URLEncoder.encode(caFile, UTF_8);
    return "jdbc:postgresql://"
        + at.getHost()
        + ":"
        + at.getPort()
        + "/"
        + URLEncoder.encode(at.getDatabase(), UTF_8)
        + ssl
        + root;
  }
}
