package dev.starling.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.search.text.Highlight;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HighlightTest {

  private static final Pattern SAFE =
      Pattern.compile("(?:[^<>&\"']|&(?:amp|lt|gt|quot|#39);|<em>|</em>)*");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          heron       | a heron, two herons | a <em>heron</em>, two <em>herons</em>
          script      | <script>x</script>  | &lt;<em>script</em>&gt;x&lt;/<em>script</em>&gt;
          em          | <em>&amp;'"         | &lt;<em>em</em>&gt;&amp;amp;&#39;&quot;
          cafe        | Le CAFÉ             | Le <em>CAFÉ</em>
          nothing     | a heron             | a heron
          """)
  void matchesAreMarkedAndEverythingElseIsEscaped(String q, String text, String html) {
    assertThat(highlight(q, text)).isEqualTo(html);
  }

  @Test
  void aLongTextIsCutAroundItsMatches() {
    String text = "lorem ipsum ".repeat(50) + "heron " + "dolor sit ".repeat(50) + "heron end";

    String html = highlight("heron", text);

    assertThat(html)
        .startsWith("…")
        .contains("<em>heron</em> dolor", " … ")
        .endsWith("<em>heron</em> end");
    assertThat(html.length()).isLessThan(400);
  }

  @Test
  void aLongTextWithoutAMatchIsItsBeginning() {
    assertThat(highlight("heron", "x ".repeat(1_000)))
        .isEqualTo("x ".repeat(Highlight.WHOLE_MAX / 2) + "…");
  }

  @Test
  void aTextFullOfMatchesDoesNotGrowWithoutEnd() {
    assertThat(highlight("heron", "heron ".repeat(2_000)).length()).isLessThan(1_000);
    assertThat(highlight("ab", "ab".repeat(15_000)).length()).isLessThan(1_000);
  }

  @Test
  void theBeginningOfANameIsMarked() {
    assertThat(Highlight.beginning("Ada <3", 2)).isEqualTo("<em>Ad</em>a &lt;3");
    assertThat(Highlight.beginning("Ada", 0)).isEqualTo("Ada");
  }

  @Test
  void anyTextBecomesSafeAndKeepsItsCharactersWhole() {
    long seed = 20_261_123;
    Random random = new Random(seed);
    String alphabet = "ab <>&\"'é\n…日🦜😀";
    int[] characters = alphabet.codePoints().toArray();
    for (int round = 0; round < 2_000; round++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(600);
      for (int i = 0; i < length; i++) {
        text.appendCodePoint(characters[random.nextInt(characters.length)]);
      }

      String html = highlight("a b 🦜", text.toString());

      assertThat(html).as("seed %d, round %d", seed, round).matches(SAFE);
      assertThat(java.nio.charset.StandardCharsets.UTF_8.newEncoder().canEncode(html)).isTrue();
    }
  }

  private static String highlight(String q, String text) {
    return World.highlighted(q, text);
  }
}
