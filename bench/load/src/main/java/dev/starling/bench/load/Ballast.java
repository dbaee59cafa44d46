package dev.starling.bench.load;

import dev.starling.bench.load.client.SetupException;
import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import java.net.URI;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;

/// A past of many conversations and messages, put into the database by SQL: the public protocol
/// would take hours. Only the SQL files here and what fills them know the server's tables.
///
/// Conversation `number` is between person `number mod n` and the one `1 + number / n` places
/// further on in a circle, so that all people have equally many and no two have two.
final class Ballast {

  private static final int AT_ONCE_MAX = 20_000;

  private static final List<String> TABLES =
      List.of("conversation", "conversation_member", "direct_conversation", "event");

  private final URI database;

  /// @param database `postgresql://user:password@host:port/name`
  Ballast(String database) {
    SetupException.unless(!database.isEmpty(), "The status file names no PostgreSQL to fill.");
    this.database = URI.create(database);
  }

  /// How many conversations there can be among so many people.
  static long conversationsMax(int people) {
    return (long) people * ((people - 1) / 2);
  }

  static ConversationId conversation(long number) {
    return new ConversationId(number + 1);
  }

  /// The place of one of the two in the list of people.
  static int one(long number, int people) {
    return (int) (number % people);
  }

  static int other(long number, int people) {
    return (int) ((number + 1 + number / people) % people);
  }

  /// Makes them, and leaves the tables as if that had been long ago.
  ///
  /// @param messages in each
  void make(List<UserId> people, long conversations, int messages, Consumer<String> progress) {
    try (Connection connection = connect()) {
      try (Statement statement = connection.createStatement()) {
        // It is made anew each time: nothing is lost with it.
        statement.execute("set synchronous_commit = off");
      }
      Array ids = connection.createArrayOf("bigint", people.stream().map(UserId::value).toArray());
      for (long first = 0; first < conversations; first += AT_ONCE_MAX) {
        long last = Math.min(first + AT_ONCE_MAX, conversations) - 1;
        insert(connection, first, last, ids, messages);
        progress.accept("ballast: %,d of %,d conversations".formatted(last + 1, conversations));
      }
      progress.accept("ballast: cleaning up");
      cleanUp(connection);
    } catch (SQLException e) {
      throw new SetupException("Could not make the ballast: " + e.getMessage(), e);
    }
  }

  private static void insert(
      Connection connection, long first, long last, Array people, int messages)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(Statements.named("ballast.sql", "conversations"))) {
      statement.setLong(1, first);
      statement.setLong(2, last);
      statement.setArray(3, people);
      statement.setInt(4, messages);
      statement.executeUpdate();
    }
  }

  /// Otherwise the server's first minutes would be spent on it.
  private static void cleanUp(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String table : TABLES) {
        statement.execute("vacuum (analyze) " + table);
      }
      statement.execute("checkpoint");
    }
  }

  Connection connect() throws SQLException {
    String[] login = database.getUserInfo().split(":", 2);
    Properties properties = new Properties();
    properties.setProperty("user", login[0]);
    properties.setProperty("password", login.length > 1 ? login[1] : "");
    return DriverManager.getConnection(
        "jdbc:postgresql://%s:%d%s"
            .formatted(database.getHost(), database.getPort(), database.getPath()),
        properties);
  }
}
