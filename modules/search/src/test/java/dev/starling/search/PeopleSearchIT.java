package dev.starling.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.starling.devservices.Services;
import dev.starling.wire.Cursor;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.Page;
import dev.starling.wire.PageRequest;
import dev.starling.wire.search.PersonHit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeopleSearchIT {

  private static World world;
  private static Search search;

  @BeforeAll
  static void open() {
    world = new World(Services.shared());
    search = world.search(0);
    world.person("Ada", "Ada Lovelace");
    world.person("adam", "First Man");
    world.person("grace", "Adele <b>");
    world.person("alan", "Alan %_\\ Turing");
    world.person("zoe", "Ädam");
    world.person("p_cent", "100% Cotton");
  }

  @AfterAll
  static void close() {
    world.close();
  }

  @Test
  void usernamesThatBeginLikeItComeBeforeDisplayNames() {
    assertThat(usernames("ad")).containsExactly("Ada", "adam", "grace");
  }

  @Test
  void caseDoesNotMatter() {
    assertThat(usernames("ADA")).containsExactly("Ada", "adam");
    assertThat(usernames("adele")).containsExactly("grace");
  }

  @Test
  void theMatchIsMarkedAndTheRestEscaped() {
    assertThat(find("ad", null).items().stream().map(PersonHit::highlight))
        .containsExactly("<em>Ad</em>a", "<em>ad</em>am", "<em>Ad</em>ele &lt;b&gt;");
  }

  @Test
  void patternsAreOnlyCharacters() {
    assertThat(usernames("%")).isEmpty();
    assertThat(usernames("_")).isEmpty();
    assertThat(usernames("p_")).containsExactly("p_cent");
    assertThat(usernames("100%")).containsExactly("p_cent");
    assertThat(usernames("Alan %_\\")).containsExactly("alan");
    assertThat(usernames("a%a")).isEmpty();
  }

  @Test
  void pagesHaveNoRepeats() {
    for (int i = 0; i < 7; i++) {
      world.person("twin" + i, "Twin");
      world.person("other" + i, "Twin");
    }
    List<String> all = new ArrayList<>();
    String cursor = null;
    do {
      Page<PersonHit> page = find("twin", cursor);
      page.items().forEach(hit -> all.add(hit.username()));
      cursor = page.next();
    } while (cursor != null);

    assertThat(all).hasSize(14).doesNotHaveDuplicates();
    assertThat(all.subList(0, 7)).allMatch(name -> name.startsWith("twin"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\u0000", "\ud83d"})
  void nothingToLookForIsABadQuery(String q) {
    assertCode(ErrorCode.BAD_QUERY, q, null);
    assertCode(ErrorCode.BAD_QUERY, "a".repeat(10_000), null);
  }

  @Test
  void whatIsNoCursorIsABadCursor() {
    assertCode(ErrorCode.BAD_CURSOR, "ad", "x");
    assertCode(ErrorCode.BAD_CURSOR, "ad", Cursor.of(7L, "ada", 1L));
    assertCode(ErrorCode.BAD_CURSOR, "ad", Cursor.of(0L, "a\u0000", 1L));
  }

  private static void assertCode(ErrorCode code, String q, String cursor) {
    assertThatExceptionOfType(Failure.Invalid.class)
        .isThrownBy(() -> find(q, cursor))
        .extracting(Failure::code)
        .isEqualTo(code);
  }

  private static List<String> usernames(String q) {
    return find(q, null).items().stream().map(PersonHit::username).toList();
  }

  private static Page<PersonHit> find(String q, String cursor) {
    return Await.get(search.people(q, PageRequest.of(3, cursor)));
  }
}
