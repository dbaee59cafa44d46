package dev.starling.bench.load;

import dev.starling.bench.load.client.SetupException;
import dev.starling.wire.UserId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Consumer;

/// People and stories by SQL, as [Ballast] makes conversations: accounts with the ids from 1 on, of
/// whom the first ones have [#EACH] stories each.
///
/// The viewers follow [#TELLING] of those who tell something at the smallest size, the same ones at
/// all sizes, and [#SILENT] of each other, who never do. So a feed has the same stories whatever
/// else there is.
final class StoryBallast {

  static final int EACH = 3;
  static final int TELLING = 200;
  static final int SILENT = 300;
  static final int STORIES_MIN = TELLING * EACH;

  /// In a transaction.
  private static final int AT_ONCE_MAX = 50_000;

  private final Ballast ballast;
  private final Consumer<String> progress;
  private UserId[] viewers;
  private int stories;

  /// @param database as of [Ballast]
  StoryBallast(String database, Consumer<String> progress) {
    this.ballast = new Ballast(database);
    this.progress = progress;
  }

  /// As many have stories among so many.
  static int authors(int stories) {
    return stories / EACH;
  }

  static int storiesMax(int people) {
    return people * EACH;
  }

  /// Makes the people, and whom they know.
  ///
  /// @param telling of the people, from the first, the viewers follow some
  void begin(List<UserId> viewers, int people, int telling) {
    this.viewers = viewers.toArray(UserId[]::new);
    progress.accept("ballast: %,d people".formatted(people));
    run("people", statement -> statement.setInt(1, people));
    progress.accept("ballast: contacts");
    run("acquaintances", statement -> statement.setInt(1, people));
    run(
        "authors",
        statement -> {
          setViewers(statement, 1);
          statement.setInt(2, telling);
          statement.setInt(3, TELLING);
        });
    run(
        "silent",
        statement -> {
          setViewers(statement, 1);
          statement.setInt(2, SILENT);
        });
  }

  /// Makes more stories until there are so many. Half of the viewers have seen all of an author's.
  void grow(int size) {
    run("days", statement -> {});
    for (int from = stories; from < size; from += AT_ONCE_MAX) {
      int first = from;
      int last = Math.min(from + AT_ONCE_MAX, size) - 1;
      progress.accept("ballast: %,d of %,d stories".formatted(last + 1, size));
      run(
          "stories",
          statement -> {
            statement.setInt(1, first);
            statement.setInt(2, last);
            statement.setInt(3, EACH);
          });
    }
    if (stories == 0) {
      run("views", statement -> setViewers(statement, 1));
      run("watermarks", statement -> setViewers(statement, 1));
    }
    stories = size;
    progress.accept("ballast: cleaning up");
    run("renewal", statement -> {});
    cleanUp();
  }

  private void setViewers(PreparedStatement statement, int index) throws SQLException {
    Object[] ids = List.of(viewers).stream().map(UserId::value).toArray();
    statement.setArray(index, statement.getConnection().createArrayOf("bigint", ids));
  }

  private void cleanUp() {
    try (Connection connection = ballast.connect();
        Statement statement = connection.createStatement()) {
      for (String table : List.of("account", "contact", "story", "story_view", "story_seen")) {
        statement.execute("vacuum (analyze) " + table);
      }
      statement.execute("vacuum (analyze) story_pull");
      statement.execute("checkpoint");
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  @FunctionalInterface
  private interface Parameters {
    void set(PreparedStatement statement) throws SQLException;
  }

  /// One of the statements of stories.sql.
  private void run(String name, Parameters parameters) {
    try (Connection connection = ballast.connect()) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("set synchronous_commit = off");
        // Triggers tell Redis' copies what changed, which do not exist yet.
        statement.execute("set session_replication_role = replica");
      }
      try (PreparedStatement statement =
          connection.prepareStatement(Statements.named("stories.sql", name))) {
        parameters.set(statement);
        statement.execute();
      }
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private static SetupException failed(SQLException cause) {
    return new SetupException("Could not make the stories: " + cause.getMessage(), cause);
  }
}
