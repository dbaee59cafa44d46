package dev.starling.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starling.devservices.PostgresDatabase;
import dev.starling.devservices.Services;
import io.vertx.core.Vertx;
import io.vertx.core.net.SelfSignedCertificate;
import io.vertx.pgclient.PgConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A PostgreSQL that has a certificate, as an operator's has.
class PostgresTlsIT {

  private static final PostgresDatabase DATABASE = Services.shared().postgres().newDatabase();
  private static final SelfSignedCertificate CERTIFICATE =
      SelfSignedCertificate.create("localhost");
  private static final SelfSignedCertificate OTHER = SelfSignedCertificate.create("localhost");
  private static final Vertx VERTX = Vertx.vertx();

  @BeforeAll
  static void giveTheServerACertificate() throws SQLException, IOException {
    give("starling-test.crt", CERTIFICATE.certificatePath());
    give("starling-test.key", CERTIFICATE.privateKeyPath());
    run("alter system set ssl_cert_file = 'starling-test.crt'");
    run("alter system set ssl_key_file = 'starling-test.key'");
    run("alter system set ssl = on");
    run("select pg_reload_conf()");
  }

  @AfterAll
  static void close() throws SQLException {
    run("alter system reset ssl");
    run("alter system reset ssl_cert_file");
    run("alter system reset ssl_key_file");
    run("select pg_reload_conf()");
    CERTIFICATE.delete();
    OTHER.delete();
    VERTX.close().await();
  }

  @ParameterizedTest
  @ValueSource(strings = {"verify-full", "verify-ca", "require"})
  void theConnectionIsSecureWhenTheUriSaysSo(String sslMode) {
    String caFile = sslMode.equals("require") ? null : CERTIFICATE.certificatePath();
    Database database = Database.open(VERTX, config(sslMode, caFile)).await();

    assertThat(isSecure(database)).isTrue();

    database.close().await();
  }

  @Test
  void withoutAWordOfItTheConnectionIsPlain() {
    Database database = Database.open(VERTX, config("disable", null)).await();

    assertThat(isSecure(database)).isFalse();

    database.close().await();
  }

  @ParameterizedTest
  @ValueSource(strings = {"verify-full", "verify-ca"})
  void aServerOfAnotherAuthorityIsRefused(String sslMode) {
    PostgresConfig config = config(sslMode, OTHER.certificatePath());

    assertThatThrownBy(() -> Database.open(VERTX, config).await())
        .hasStackTraceContaining("certificate");
    assertThatThrownBy(() -> PgConnection.connect(VERTX, config.options()).await())
        .hasStackTraceContaining("SSL handshake failed");
  }

  private static PostgresConfig config(String sslMode, String caFile) {
    PostgresConfig defaults = PostgresConfig.DEFAULTS;
    return new PostgresConfig(
        "postgresql://%s:%s@localhost:%d/%s?sslmode=%s"
            .formatted(
                DATABASE.user(), DATABASE.password(), DATABASE.port(), DATABASE.name(), sslMode),
        null,
        caFile,
        2,
        defaults.waitingMax(),
        defaults.waitMax(),
        defaults.statementTimeout());
  }

  private static boolean isSecure(Database database) {
    return database
        .run("select ssl from pg_stat_ssl where pid = pg_backend_pid()")
        .await()
        .iterator()
        .next()
        .getBoolean("ssl");
  }

  /// Through the server itself, so that the file is its user's, who keeps a key to themselves.
  private static void give(String name, String file) throws SQLException, IOException {
    run(
        "copy (select unnest(string_to_array($$%s$$, E'\\n'))) to program 'umask 77; cat > %s'"
            .formatted(Files.readString(Path.of(file)).strip(), name));
  }

  private static void run(String sql) throws SQLException {
    String password = DATABASE.password();
    try (Connection connection =
            DriverManager.getConnection(DATABASE.jdbcUrl(), DATABASE.user(), password);
        Statement statement = connection.createStatement()) {
      if (statement.execute(sql)) {
        try (ResultSet rows = statement.getResultSet()) {
          assertThat(rows.next()).isTrue();
        }
      }
    }
  }
}
