package dev.starling.bench.load;

import dev.starling.bench.load.client.SetupException;
import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Conversations full of [Prose] by SQL, as [Ballast] makes them without: some of those who search
/// are in [#MANY] of them, the others in some [#FEW].
final class SearchBallast {

  static final int MANY = 5_000;
  static final int FEW = 30;

  /// In a conversation, on average. Most have far fewer, and one in a hundred half of all.
  private static final int AVERAGE = 20;

  private static final int PEOPLE = 10_000;
  private static final int AT_ONCE = 2_000;

  private final Ballast ballast;
  private final Consumer<String> progress;
  private final int conversations;
  private final int average;

  /// @param messages at least so many
  /// @param database as of [Ballast]
  SearchBallast(int messages, String database, Consumer<String> progress) {
    this.ballast = new Ballast(database);
    this.progress = progress;
    this.conversations = Math.max(MANY, Math.ceilDiv(messages, AVERAGE));
    this.average = Math.max(1, Math.ceilDiv(messages, conversations));
  }

  int conversations() {
    return conversations;
  }

  /// Makes everything, and leaves the tables as if that had been long ago.
  ///
  /// @param busy how many of the searchers, from the first, are in many conversations
  /// @return how many messages there are
  long make(Prose prose, List<UserId> searchers, int busy) {
    try (Connection connection = ballast.connect()) {
      execute(
          connection,
          "set synchronous_commit = off",
          "set session_replication_role = replica",
          Statements.named("search.sql", "shelf"));
      load(connection, prose);
      run(connection, "people", statement -> statement.setInt(1, PEOPLE));
      for (int first = 0; first < conversations; first += AT_ONCE) {
        int last = Math.min(first + AT_ONCE, conversations) - 1;
        progress.accept("ballast: %,d of %,d conversations".formatted(last + 1, conversations));
        converse(connection, first, last, searchers, busy);
        talk(connection, first, last, prose.languages().size());
      }
      progress.accept("ballast: cleaning up");
      execute(
          connection,
          "vacuum (analyze) account",
          "vacuum (analyze) conversation",
          "vacuum (analyze) conversation_member",
          "vacuum (analyze) event",
          "checkpoint");
      return count(connection);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /// A message that somebody could read.
  ///
  /// @param username of who wrote it
  record Heard(ConversationId conversation, String username, String text, Instant at) {}

  /// Some of what somebody could read, one of a conversation.
  List<Heard> heard(UserId searcher) {
    List<Heard> all = new ArrayList<>();
    try (Connection connection = ballast.connect();
        PreparedStatement statement =
            connection.prepareStatement(Statements.named("search.sql", "heard"))) {
      statement.setLong(1, searcher.value());
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          all.add(
              new Heard(
                  new ConversationId(rows.getLong(1)),
                  rows.getString(2),
                  rows.getString(3),
                  rows.getTimestamp(4).toInstant()));
        }
      }
    } catch (SQLException e) {
      throw failed(e);
    }
    return all;
  }

  private static void load(Connection connection, Prose prose) throws SQLException {
    List<String> languages = prose.languages();
    for (int i = 0; i < languages.size(); i++) {
      int language = i;
      Array sentences =
          connection.createArrayOf("text", prose.sentences(languages.get(i)).toArray());
      run(
          connection,
          "prose",
          statement -> {
            statement.setInt(1, language);
            statement.setArray(2, sentences);
          });
    }
    execute(connection, "analyze prose");
  }

  private void converse(
      Connection connection, int first, int last, List<UserId> searchers, int busy)
      throws SQLException {
    Array ids = connection.createArrayOf("bigint", searchers.stream().map(UserId::value).toArray());
    run(
        connection,
        "conversations",
        statement -> {
          statement.setLong(1, first);
          statement.setLong(2, last);
          statement.setInt(3, average);
          statement.setInt(4, PEOPLE);
          statement.setArray(5, ids);
          statement.setInt(6, busy);
          statement.setInt(7, conversations / MANY);
          statement.setInt(8, conversations / FEW);
        });
  }

  private static void talk(Connection connection, int first, int last, int languages)
      throws SQLException {
    run(
        connection,
        "messages",
        statement -> {
          statement.setLong(1, first);
          statement.setLong(2, last);
          statement.setInt(3, languages);
        });
  }

  private static long count(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select count(*) from event where kind = 0")) {
      row.next();
      return row.getLong(1);
    }
  }

  @FunctionalInterface
  private interface Parameters {
    void set(PreparedStatement statement) throws SQLException;
  }

  private static void run(Connection connection, String name, Parameters parameters)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(Statements.named("search.sql", name))) {
      parameters.set(statement);
      statement.executeUpdate();
    }
  }

  private static void execute(Connection connection, String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static SetupException failed(SQLException cause) {
    return new SetupException("Could not make the messages: " + cause.getMessage(), cause);
  }
}
