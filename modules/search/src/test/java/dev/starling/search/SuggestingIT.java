package dev.starling.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.starling.devservices.Services;
import dev.starling.wire.ConversationId;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.UserId;
import dev.starling.wire.search.SavedSearch;
import dev.starling.wire.search.SearchMessages;
import dev.starling.wire.search.SearchOrder;
import dev.starling.wire.search.Suggestions;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Names as somebody types them, and searches that people keep.
class SuggestingIT {

  private static World world;
  private static Search search;
  private static UserId asker;

  @BeforeAll
  static void open() {
    world = new World(Services.shared());
    search = world.search(0);
    asker = world.person("asker", "Somebody");
    world.person("harold", "Harold Stranger");
    world.person("harald", "Harald Also");
    UserId contact = world.person("zoe", "Zoë Harolds");
    world.sql(
        "insert into contact (owner_id, contact_id) values ($1, $2)",
        asker.value(),
        contact.value());
    titled("Harold's Reeds", asker);
    titled("Bird Watchers München", asker);
    titled("観察日記", asker);
    titled("Harold without me", contact);
  }

  @AfterAll
  static void close() {
    world.close();
  }

  @Test
  void contactsComeFirstAndThenWhoFitsBest() {
    assertThat(people("harold")).containsExactly("zoe", "harold", "harald");
    assertThat(people("har")).containsExactly("zoe", "harald", "harold");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          harlod   | harold
          harodl   | harold
          haroold  | harold
          harld    | harold
          harxld   | harold
          hraold   |
          hxrxld   |
          hal      |
          """)
  void oneTypoIsNoMatter(String typed, String found) {
    List<String> strangers = people(typed).stream().filter(name -> name.equals("harold")).toList();

    assertThat(strangers).isEqualTo(found == null ? List.of() : List.of(found));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          reeds    | Harold's Reeds
          watch    | Bird Watchers München
          munchen  | Bird Watchers München
          bird mun | Bird Watchers München
          wacthers | Bird Watchers München
          日記      | 観察日記
          pond     |
          """)
  void groupsAreFoundByAnyWordOfTheirTitle(String typed, String title) {
    assertThat(suggestions(typed).conversations())
        .extracting(Suggestions.Group::title)
        .isEqualTo(title == null ? List.of() : List.of(title));
  }

  @Test
  void whatFitsIsMarkedAndTheRestEscaped() {
    titled("<b> Herons", asker);

    assertThat(suggestions("hero").conversations())
        .extracting(Suggestions.Group::highlight)
        .contains("&lt;b&gt; <em>Hero</em>ns");
  }

  @Test
  void aSavedSearchIsKeptReplacedAndForgotten() {
    SearchMessages first = SearchMessages.of("heron is:unread");
    SearchMessages second = SearchMessages.of("egret").by(SearchOrder.RELEVANCE);

    SavedSearch saved = Await.get(search.saved().save(asker, " Herons ", first));
    assertThat(saved.name()).isEqualTo("Herons");
    Await.get(search.saved().save(asker, "Herons", second));

    assertThat(Await.get(search.saved().all(asker)))
        .extracting(SavedSearch::search)
        .containsExactly(second);
    Await.get(search.saved().forget(asker, "Herons"));
    assertThat(Await.get(search.saved().all(asker))).isEmpty();
    assertCode(ErrorCode.SAVED_SEARCH_NOT_FOUND, () -> search.saved().forget(asker, "Herons"));
  }

  @Test
  void onlyAQueryCanBeSavedAndNotTooMany() {
    UserId collector = world.person();
    assertCode(
        ErrorCode.BAD_QUERY,
        () -> search.saved().save(collector, "a", SearchMessages.of("has:moon")));
    assertCode(
        ErrorCode.TEXT_EMPTY, () -> search.saved().save(collector, " ", SearchMessages.of("a")));
    for (int i = 0; i < 100; i++) {
      Await.get(search.saved().save(collector, "s" + i, SearchMessages.of("a")));
    }
    assertCode(
        ErrorCode.TOO_MANY_SAVED_SEARCHES,
        () -> search.saved().save(collector, "one more", SearchMessages.of("a")));
    Await.get(search.saved().save(collector, "s7", SearchMessages.of("b")));
  }

  private static void assertCode(ErrorCode code, Supplier<Future<?>> attempt) {
    assertThatExceptionOfType(Failure.class)
        .isThrownBy(() -> Await.get(attempt.get()))
        .extracting(Failure::code)
        .isEqualTo(code);
  }

  private static void titled(String title, UserId member) {
    ConversationId group = world.group(member);
    world.sql("update conversation set title = $2 where id = $1", group.value(), title);
  }

  private static List<String> people(String typed) {
    return suggestions(typed).people().stream().map(Suggestions.Person::username).toList();
  }

  private static Suggestions suggestions(String typed) {
    return Await.get(search.suggestions(asker, typed));
  }
}
