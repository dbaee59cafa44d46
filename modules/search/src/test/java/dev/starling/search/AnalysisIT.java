package dev.starling.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.devservices.Services;
import dev.starling.search.Tokens.Token;
import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import dev.starling.wire.json.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The index and [Tokens] cut words in the same way. If they did not, what was just said would be
/// found by other words than what was said an hour ago, and highlights would miss their matches.
class AnalysisIT {

  record Analyzed(List<Term> tokens) {}

  record Term(String token, int start_offset, int end_offset) {}

  private static World world;
  private static String index;

  @BeforeAll
  static void open() {
    world = new World(Services.shared());
    UserId alice = world.person();
    ConversationId group = world.group(alice, world.person());
    world.say(alice, group, "makes an index");
    world.search(1);
    world.untilIndexed();
    index = world.http("GET", "/_cat/indices/" + world.indices() + "?h=index", "").body().strip();
  }

  @AfterAll
  static void close() {
    world.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Meet me at the harbour, 10:30!",
        "Café Zürich Straße Ærø Łódź İstanbul ŒUVRE",
        "don't can’t rock'n'roll e-mail foo_bar a.b.c 1,234.5",
        "https://example.org/a?b=c#d user@example.org",
        "日本語のメッセージ 한국어 ภาษาไทย",
        "tea for 😀 👩‍👩‍👧 🇮🇸 ok",
        "مرحبا שלום नमस्ते",
        "ﬁne ①②③ ½ ｆｕｌｌ",
        "e\u0301 combining \u200B zero \u00AD soft",
      })
  void theIndexCutsWordsAsWeDo(String text) {
    String body = Json.write(Map.of("analyzer", "words", "text", text));

    Analyzed analyzed =
        Json.read(world.http("POST", "/" + index + "/_analyze", body).body(), Analyzed.class);

    assertThat(Tokens.of(text))
        .isEqualTo(
            analyzed.tokens().stream()
                .map(term -> new Token(term.token(), term.start_offset(), term.end_offset()))
                .toList());
  }
}
