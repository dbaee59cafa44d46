package dev.starling.devservices;

import java.net.URI;

/// One database and how to reach it.
public record PostgresDatabase(String host, int port, String user, String password, String name) {

  /// `postgresql://user:password@host:port/name`, as `STARLING_POSTGRES_URI` wants it.
  public URI uri() {
    return URI.create("postgresql://%s:%s@%s:%d/%s".formatted(user, password, host, port, name));
  }

  public String jdbcUrl() {
    return "jdbc:postgresql://%s:%d/%s".formatted(host, port, name);
  }
}
