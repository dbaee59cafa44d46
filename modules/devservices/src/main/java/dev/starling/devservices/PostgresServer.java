package dev.starling.devservices;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/// A PostgreSQL that hands out databases.
public final class PostgresServer extends Server {

  static final String USER = "starling";
  static final String PASSWORD = "starling";

  private static final String DUPLICATE_DATABASE = "42P04";

  PostgresServer(Part part) {
    super(part);
  }

  public String user() {
    return USER;
  }

  public String password() {
    return PASSWORD;
  }

  /// An empty database that nobody else has.
  public PostgresDatabase newDatabase() {
    PostgresDatabase database = named("test_" + UUID.randomUUID().toString().replace("-", ""));
    try {
      create(database);
    } catch (SQLException e) {
      throw new IllegalStateException("PostgreSQL made no database: " + e.getMessage(), e);
    }
    return database;
  }

  /// The database with this name, empty if it is new.
  PostgresDatabase database(String name) {
    PostgresDatabase database = named(name);
    try {
      create(database);
    } catch (SQLException e) {
      if (!DUPLICATE_DATABASE.equals(e.getSQLState())) {
        throw new CannotStart("PostgreSQL made no database: " + e.getMessage() + ".", e);
      }
    }
    return database;
  }

  static boolean answers(int port) {
    try (Connection connection = connect(database(port, "postgres"))) {
      return connection.isValid(1);
    } catch (SQLException e) {
      return false;
    }
  }

  private void create(PostgresDatabase database) throws SQLException {
    try (Connection connection = connect(named("postgres"));
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + database.name());
    }
  }

  private PostgresDatabase named(String name) {
    return database(port(), name);
  }

  private static PostgresDatabase database(int port, String name) {
    return new PostgresDatabase(HOST, port, USER, PASSWORD, name);
  }

  private static Connection connect(PostgresDatabase database) throws SQLException {
    return DriverManager.getConnection(database.jdbcUrl(), USER, PASSWORD);
  }
}
