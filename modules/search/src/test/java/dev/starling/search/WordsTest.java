package dev.starling.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.starling.search.Tokens.Token;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {

  @Test
  void aTextIsCutIntoFoldedWords() {
    assertThat(Tokens.of("Café, Straße!"))
        .containsExactly(new Token("cafe", 0, 4), new Token("strasse", 6, 12));
  }

  @Test
  void theLastWordMayBeABeginning() {
    Words words = Words.parse("meet HARB");

    assertThat(words.whole()).containsExactly("meet");
    assertThat(words.beginning()).isEqualTo("harb");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          harb      | meet at the harbour  | true
          meet harb | the harbour: we MEET | true
          harb meet | meet at the harbour  | false
          pier harb | meet at the harbour  | false
          a         | meet at the harbour  | false
          a         | a harbour            | true
          harbour a | a harbour            | true
          at        | meet at the harbour  | true
          """)
  void allWordsMustBeInTheText(String q, String text, boolean are) {
    assertThat(Words.parse(q).areIn(text)).isEqualTo(are);
  }

  @Test
  void aSingleCharacterIsAWholeWord() {
    assertThat(Words.parse("plan B")).isEqualTo(new Words("plan B", Set.of("plan", "b"), null));
    assertThat(Words.parse("語").beginning()).isNull();
  }

  @Test
  void matchesAreWholeWords() {
    assertThat(Words.parse("the harb").matchesIn("The harbour, other harbs"))
        .extracting(Token::start)
        .containsExactly(0, 4, 19);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", " ", "\t\n", "?!", "\"*(", "\\", "a\u0000", "\ud83d", "x \udc00"})
  void whatHoldsNoWordOrCannotBeWrittenIsABadQuery(String q) {
    assertIsBad(q);
  }

  @Test
  void aQueryHasAtMost256Characters() {
    assertThat(Words.parse("a".repeat(256)).text()).hasSize(256);
    assertIsBad("a".repeat(257));
  }

  private static void assertIsBad(String q) {
    assertThatExceptionOfType(Failure.Invalid.class)
        .isThrownBy(() -> Words.parse(q))
        .extracting(Failure::code)
        .isEqualTo(ErrorCode.BAD_QUERY);
  }
}
