package dev.starling.bench.load;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.starling.bench.load.client.Person;
import dev.starling.bench.load.client.SetupException;
import dev.starling.bench.load.measure.Meter.Mark;
import dev.starling.bench.load.measure.Server.Group;
import dev.starling.bench.load.measure.Timings;
import dev.starling.bench.load.report.Figure;
import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// Messages stored as a node's writer stores them, by the same function in the database, batch
/// after batch over one connection, and without a node: what PostgreSQL's part costs at least.
final class BareInsert {

  private static final double NANOS_PER_SECOND = 1e9;

  private final Bench bench;
  private final List<Person> people;
  private final List<String> conversations;
  private final ClientIds clientIds = new ClientIds();
  private final String text;
  private long next;
  private int place;

  /// @param conversations the first of the first and second of the people, and so on
  BareInsert(Bench bench, List<Person> people, List<String> conversations) {
    this.bench = bench;
    this.people = List.copyOf(people);
    this.conversations = List.copyOf(conversations);
    this.text = "x".repeat(bench.settings().textBytes());
  }

  /// As many batches as can be stored one after the other in the time of a run.
  List<Figure> measure(int size) {
    try (Connection connection = new Ballast(bench.database()).connect();
        Statement session = connection.createStatement();
        PreparedStatement append =
            connection.prepareStatement(Statements.named("limits.sql", "append"))) {
      session.execute("set plan_cache_mode = force_generic_plan"); // As the writer does.
      appendFor(connection, append, size, bench.settings().warmUpSeconds() / 2, new Timings());
      Timings times = new Timings();
      Mark before = bench.meter().mark();
      long begin = System.nanoTime();
      long messages =
          appendFor(connection, append, size, bench.settings().durationSeconds() / 2, times);
      double seconds = (System.nanoTime() - begin) / NANOS_PER_SECOND;
      return figures(size, messages, seconds, times.all(), before);
    } catch (SQLException e) {
      throw new SetupException("Could not store batches: " + e.getMessage(), e);
    }
  }

  private List<Figure> figures(
      int size, long messages, double seconds, Timings.Summary times, Mark before) {
    double cpu =
        bench.meter().between(before, bench.meter().mark()).stream()
            .filter(use -> use.server().group() == Group.STORE)
            .mapToDouble(use -> use.microsPer(messages))
            .sum();
    String what = "batches of " + size;
    return List.of(
        new Figure(what + ": messages", "/s", messages / seconds, 0),
        new Figure(what + ": p50", "ms", times.p50(), 2),
        new Figure(what + ": CPU PostgreSQL", "µs per message", cpu, 1));
  }

  /// How many messages.
  @CanIgnoreReturnValue
  private long appendFor(
      Connection connection, PreparedStatement append, int size, double seconds, Timings times)
      throws SQLException {
    long messages = 0;
    long end = System.nanoTime() + (long) (seconds * NANOS_PER_SECOND);
    while (System.nanoTime() < end) {
      fill(connection, append, size);
      long begin = System.nanoTime();
      append.execute();
      times.record(System.nanoTime() - begin);
      messages += size;
    }
    return messages;
  }

  /// One message in each of the next conversations, in the order of their ids, as a writer does.
  private void fill(Connection connection, PreparedStatement append, int size) throws SQLException {
    List<Integer> places =
        LongStream.range(next, next + size)
            .mapToObj(number -> (int) (number % conversations.size()))
            .sorted(Comparator.comparingLong(this::conversation))
            .toList();
    set(connection, append, "bigint", places.stream().map(this::conversation).toArray());
    set(connection, append, "int", Collections.nCopies(size, 1).toArray());
    set(connection, append, "int", IntStream.rangeClosed(1, size).boxed().toArray());
    set(connection, append, "int", Collections.nCopies(size, 1).toArray());
    set(connection, append, "bigint", places.stream().map(this::writer).toArray());
    set(connection, append, "text", Stream.generate(clientIds::next).limit(size).toArray());
    set(connection, append, "text", Collections.nCopies(size, text).toArray());
    place = 0;
    next += size;
  }

  private void set(Connection connection, PreparedStatement append, String type, Object[] values)
      throws SQLException {
    append.setArray(++place, connection.createArrayOf(type, values));
  }

  private long conversation(int place) {
    return ConversationId.parse(conversations.get(place)).value();
  }

  private long writer(int place) {
    return UserId.parse(people.get(2 * place).id()).value();
  }
}
