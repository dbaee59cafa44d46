package dev.starling.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.devservices.Services;
import dev.starling.search.text.Analysis;
import dev.starling.search.text.Analyzed;
import dev.starling.search.text.Token;
import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import dev.starling.wire.json.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The index takes the words that it is given, and cuts nothing itself.
class AnalysisIT {

  record Answer(List<Term> tokens) {}

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
  void theIndexTakesWordsAsTheyAre(String text) {
    String words = Analyzed.joined(Analysis.of(text).words());

    String body = Json.write(Map.of("analyzer", "spaced", "text", words));
    Answer answer =
        Json.read(world.http("POST", "/" + index + "/_analyze", body).body(), Answer.class);

    assertThat(answer.tokens())
        .extracting(Term::token)
        .isEqualTo(Analysis.of(text).words().stream().map(Token::term).toList());
  }
}
