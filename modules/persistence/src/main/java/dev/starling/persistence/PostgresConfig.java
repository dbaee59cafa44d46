package dev.starling.persistence;

import java.time.Duration;

/// Where PostgreSQL is and how much of it a node takes.
///
/// @param uri `postgresql://user:password@host:port/database`; holds a password
/// @param connectionsMax connections of the pool for reads and small writes; the writers have their
///   own
/// @param waitingMax queries that may wait for a connection; one more is told to try later
/// @param waitMax how long one may wait
/// @param statementTimeout after this PostgreSQL gives a statement up
public record PostgresConfig(
    String uri, int connectionsMax, int waitingMax, Duration waitMax, Duration statementTimeout) {

  public static final PostgresConfig DEFAULTS =
      new PostgresConfig(
          "postgresql://starling@127.0.0.1:5432/starling",
          12,
          5_000,
          Duration.ofSeconds(5),
          Duration.ofSeconds(10));

  public PostgresConfig {
    if (!uri.startsWith("postgres")) {
      throw new IllegalArgumentException(
          "postgres.uri: expected postgresql://user:password@host:port/database");
    }
    if (connectionsMax < 1) {
      throw new IllegalArgumentException(
          "postgres.connectionsMax: " + connectionsMax + " (expected: at least 1)");
    }
  }

  public PostgresConfig at(String uri) {
    return new PostgresConfig(uri, connectionsMax, waitingMax, waitMax, statementTimeout);
  }

  @Override
  public String toString() {
    return "PostgresConfig[uri=***, connectionsMax=" + connectionsMax + "]";
  }
}
