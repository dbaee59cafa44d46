package dev.starling.persistence;

import dev.starling.wire.Secret;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import java.time.Duration;
import java.util.Set;

/// Where PostgreSQL is and how much of it a node takes.
///
/// @param uri `postgresql://user@host:port/database?sslmode=…`; may hold a password
/// @param password of the user, when the uri does not hold it; null for none
/// @param caFile a PEM file with the authority that signed the server's certificate, for
///   `sslmode=verify-ca` and `verify-full`; null for none
/// @param connectionsMax connections of the pool for reads and small writes; the writers have their
///   own
/// @param waitingMax queries that may wait for a connection; one more is told to try later
/// @param waitMax how long one may wait
/// @param statementTimeout after this PostgreSQL gives a statement up
public record PostgresConfig(
    String uri,
    Secret password,
    String caFile,
    int connectionsMax,
    int waitingMax,
    Duration waitMax,
    Duration statementTimeout) {

  public static final PostgresConfig DEFAULTS =
      new PostgresConfig(
          "postgresql://starling@127.0.0.1:5432/starling",
          null,
          null,
          12,
          5_000,
          Duration.ofSeconds(5),
          Duration.ofSeconds(10));

  public PostgresConfig {
    if (Set.of(SslMode.VERIFY_CA, SslMode.VERIFY_FULL).contains(sslMode(uri)) && caFile == null) {
      throw new IllegalArgumentException(
          "postgres.caFile: none (expected: the authority that postgres.uri's sslmode verifies"
              + " by)");
    }
    if (connectionsMax < 1) {
      throw new IllegalArgumentException(
          "postgres.connectionsMax: " + connectionsMax + " (expected: at least 1)");
    }
  }

  public PostgresConfig at(String uri) {
    return new PostgresConfig(
        uri, password, caFile, connectionsMax, waitingMax, waitMax, statementTimeout);
  }

  /// What the client is told, apart from what is not an operator's to change.
  PgConnectOptions options() {
    PgConnectOptions options = PgConnectOptions.fromUri(uri);
    if (password != null) {
      options.setPassword(password.value());
    }
    if (caFile != null) {
      options.setSslOptions(
          new ClientSSLOptions()
              .setHostnameVerificationAlgorithm(
                  options.getSslMode() == SslMode.VERIFY_FULL ? "HTTPS" : "")
              .setTrustOptions(new PemTrustOptions().addCertPath(caFile)));
    } else if (options.getSslMode() != SslMode.DISABLE) {
      // As libpq has it: without an authority to ask, TLS keeps listeners out and proves nobody.
      options.setSslOptions(
          new ClientSSLOptions().setHostnameVerificationAlgorithm("").setTrustAll(true));
    }
    return options;
  }

  /// Says what was expected and never what was found, which may hold a password.
  private static SslMode sslMode(String uri) {
    try {
      return PgConnectOptions.fromUri(uri).getSslMode();
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "postgres.uri: not one (expected: postgresql://user@host:port/database)");
    }
  }

  @Override
  public String toString() {
    return "PostgresConfig[uri=***, connectionsMax=" + connectionsMax + "]";
  }
}
