package dev.starling.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the load generator does by SQL fits the schema: it is no part of the server, and would find
/// out only when somebody measures.
class BenchStatementsIT {

  private static final Path FOLDER =
      Path.of(System.getProperty("starling.root"))
          .resolve("bench/load/src/main/resources/dev/starling/bench/load");

  private static final Pattern COMMENT = Pattern.compile("(?m)--.*$");
  private static final Pattern PLACE = Pattern.compile("\\?");

  private static Vertx vertx;
  private static PgConnection session;

  @BeforeAll
  static void open() {
    vertx = Vertx.vertx();
    session = FreshDatabase.open(vertx).connect().await();
  }

  @AfterAll
  static void close() {
    vertx.close().await();
  }

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".sql")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void postgresUnderstandsIt(Path file) throws IOException {
    List<String> statements = statements(Files.readString(file));

    assertThat(statements).isNotEmpty();
    for (String statement : statements) {
      session.prepare(statement).await().close().await();
      if (statement.startsWith("create ")) {
        session.query(statement).execute().await(); // What comes after it may need it.
      }
    }
  }

  /// Divided by blank lines, with the driver's own way to write parameters.
  private static List<String> statements(String file) {
    return Stream.of(file.split("\n\n"))
        .map(statement -> COMMENT.matcher(statement).replaceAll("").strip())
        .filter(statement -> !statement.isEmpty())
        .map(BenchStatementsIT::numbered)
        .toList();
  }

  private static String numbered(String statement) {
    AtomicInteger number = new AtomicInteger();
    return PLACE.matcher(statement).replaceAll(place -> "\\$" + number.incrementAndGet());
  }
}
