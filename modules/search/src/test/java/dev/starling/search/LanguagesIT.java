package dev.starling.search;

import static dev.starling.search.World.findIn;
import static dev.starling.search.World.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.devservices.Services;
import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is found by what, in the languages and scripts of `languages.csv`: once by reading what was
/// just said, and once by the index alone.
class LanguagesIT {

  record Line(String what, String said, String query, boolean found) {}

  private static final List<Line> TABLE = table();

  private static World world;
  private static Search search;
  private static UserId alice;

  /// Each text once as if of yesterday, for the index, and once of now, which is not indexed.
  private static final Map<String, ConversationId> OLD = new HashMap<>();

  private static final Map<String, ConversationId> NEW = new HashMap<>();

  @BeforeAll
  static void sayAll() {
    world = new World(Services.shared());
    alice = world.person();
    for (Line line : TABLE) {
      OLD.computeIfAbsent(line.said(), LanguagesIT::said);
    }
    OLD.values().forEach(group -> world.isFrom(group, Duration.ofDays(1)));
    Search indexing = world.search(1);
    world.untilIndexed();
    Await.get(indexing.stop());
    search = world.search(0);
    for (Line line : TABLE) {
      NEW.computeIfAbsent(line.said(), LanguagesIT::said);
    }
  }

  @AfterAll
  static void close() {
    world.close();
  }

  static List<Line> lines() {
    return TABLE;
  }

  @ParameterizedTest
  @MethodSource("lines")
  void outOfTheIndex(Line line) {
    assertThat(texts(findIn(search, alice, OLD.get(line.said()), line.query())))
        .hasSize(line.found() ? 1 : 0);
  }

  @ParameterizedTest
  @MethodSource("lines")
  void beforeItIsIndexed(Line line) {
    assertThat(texts(findIn(search, alice, NEW.get(line.said()), line.query())))
        .hasSize(line.found() ? 1 : 0);
  }

  private static ConversationId said(String text) {
    ConversationId group = world.group(alice);
    world.say(alice, group, text);
    return group;
  }

  private static List<Line> table() {
    return new BufferedReader(
            new InputStreamReader(
                LanguagesIT.class.getResourceAsStream("languages.csv"), StandardCharsets.UTF_8))
        .lines()
        .skip(1)
        .map(line -> line.split(" \\| "))
        .map(cells -> new Line(cells[0], cells[1], cells[2], Boolean.parseBoolean(cells[3])))
        .toList();
  }
}
