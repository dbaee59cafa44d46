package dev.starling.search.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.starling.persistence.search.Mark;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryParserTest {

  private static final Instant NOW = Instant.parse("2026-11-28T23:30:00Z");
  private static final Dates DATES = new Dates(ZoneOffset.UTC, NOW);

  @Test
  void wordsPhrasesAndOperatorsKeepTheirPlaces() {
    List<Clause> clauses = parse("heron -\"in the reeds\" from:@bob -has:poll ree");

    assertThat(clauses)
        .containsExactly(
            new Clause(false, words("heron", false, false), 0),
            new Clause(true, words("in the reeds", false, true), 6),
            new Clause(false, new Term.From("@bob"), 22),
            new Clause(true, new Term.Marked(Mark.POLL), 32),
            new Clause(false, words("ree", true, false), 42));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          harb              | true
          `harb `           | false
          "harb"            | false
          -harb             | false
          harb from:bob     | false
          harb b            | false
          from:bob harb     | true
          """)
  void onlyTheLastWordMayBeABeginningAndOnlyWhileItIsTyped(String q, boolean is) {
    boolean found =
        parse(q).stream()
            .map(Clause::term)
            .anyMatch(term -> term instanceof Term.Words words && words.phrase().isBeginning());

    assertThat(found).isEqualTo(is);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          has:link       | LINK
          HAS:Image      | IMAGE
          has:video      | VIDEO
          has:file       | FILE
          has:reaction   | REACTION
          has:poll       | POLL
          is:pinned      | PINNED
          is:unread      | UNREAD
          is:thread      | THREAD
          is:edited      | EDITED
          is:bookmarked  | BOOKMARKED
          mentions:me    | MENTIONED
          """)
  void whatAMessageHasAndIs(String q, Mark mark) {
    assertThat(parse(q)).containsExactly(new Clause(false, new Term.Marked(mark), 0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "null",
      textBlock =
          """
          on:2026-11-28               | 2026-11-28T00:00:00Z | 2026-11-29T00:00:00Z
          on:2026-02                  | 2026-02-01T00:00:00Z | 2026-03-01T00:00:00Z
          on:2024                     | 2024-01-01T00:00:00Z | 2025-01-01T00:00:00Z
          on:today                    | 2026-11-28T00:00:00Z | 2026-11-29T00:00:00Z
          on:yesterday                | 2026-11-27T00:00:00Z | 2026-11-28T00:00:00Z
          before:2026-11              | null                 | 2026-11-01T00:00:00Z
          after:2026-11               | 2026-12-01T00:00:00Z | null
          after:2026-11-28T10:00:00Z  | 2026-11-28T10:00:00Z | null
          before:2026-11-28T10:00+01:00 | null               | 2026-11-28T09:00:00Z
          """)
  void times(String q, Instant from, Instant to) {
    assertThat(parse(q)).containsExactly(new Clause(false, new Term.During(from, to), 0));
  }

  @Test
  void daysAreThoseOfTheAsker() {
    Dates kolkata = new Dates(ZoneId.of("Asia/Kolkata"), NOW);

    assertThat(QueryParser.parse("on:today", kolkata).getFirst().term())
        .isEqualTo(
            new Term.During(
                Instant.parse("2026-11-28T18:30:00Z"), Instant.parse("2026-11-29T18:30:00Z")));
  }

  @Test
  void whatIsNoOperatorIsWords() {
    assertThat(parse("10:30 https://example.org/a text:heron a-b - x"))
        .extracting(Clause::term)
        .allMatch(Term.Words.class::isInstance)
        .hasSize(5);
  }

  @Test
  void quotesAreTakenAsKeyboardsPutThem() {
    for (String q : List.of("“grey heron”", "„grey heron“", "«grey heron»", "\"grey heron\"")) {
      assertThat(parse(q))
          .extracting(Clause::term)
          .containsExactly(words("grey heron", false, true));
    }
    assertThat(parse("in:\"the reeds\"").getFirst().term()).isEqualTo(new Term.In("the reeds"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          heron "grey        | q, character 7: a quote that does not end
          heron from:        | q, character 7: from: nothing behind it
          heron -has:moon    | q, character 8: has: moon (expected file, image, link, poll, reaction, video)
          is:there           | q, character 1: is: there (expected bookmarked, edited, pinned, thread, unread, mine)
          a mentions:bob     | q, character 3: mentions: bob (expected me)
          on:2026-13         | q, character 1: expected a year
          on:1066            | q, character 1: expected a year
          on:2026-11-28T10:00:00Z | q, character 1: on: a moment
          before:now         | q, character 1: expected a year
          in:""              | q, character 1: in: nothing behind it
          """)
  void aBadQuerySaysWhereAndWhy(String q, String message) {
    assertThatExceptionOfType(Failure.Invalid.class)
        .isThrownBy(() -> parse(q))
        .withMessageStartingWith(message)
        .extracting(Failure::code)
        .isEqualTo(ErrorCode.BAD_QUERY);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {"", " ", "\t\n", "?!", "()*", "\\", "a\u0000", "\ud83d", "x \udc00", "--"})
  void whatHoldsNoWordOrCannotBeWrittenIsABadQuery(String q) {
    assertThatExceptionOfType(Failure.Invalid.class).isThrownBy(() -> parse(q));
  }

  @Test
  void aQueryIsBounded() {
    assertThat(parse("a".repeat(256))).hasSize(1);
    assertThatExceptionOfType(Failure.Invalid.class).isThrownBy(() -> parse("a".repeat(257)));
    assertThat(parse("a ".repeat(128))).hasSize(128);
  }

  /// Whatever is typed is a query or a bad one, and nothing else happens.
  @Test
  void anythingCanBeTyped() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    String[] pieces = {
      "from:", "in:", "-", "\"", "“", "has:", "link", "on:", "2026", "-11", " ", " ", "a", "日本",
      "🦜", ":", "before:", "@", "me", "é", "is:", "\\", "T", "İ", "\u0301"
    };
    for (int round = 0; round < 20_000; round++) {
      StringBuilder q = new StringBuilder();
      for (int i = random.nextInt(12); i >= 0; i--) {
        q.append(pieces[random.nextInt(pieces.length)]);
      }
      try {
        assertThat(parse(q.toString())).as("seed %d, %s", seed, q).isNotEmpty();
      } catch (Failure.Invalid bad) {
        assertThat(bad.code()).as("seed %d, %s", seed, q).isEqualTo(ErrorCode.BAD_QUERY);
      }
    }
  }

  private static List<Clause> parse(String q) {
    return QueryParser.parse(q, DATES);
  }

  private static Term words(String text, boolean mayBeBeginning, boolean isQuoted) {
    return new Term.Words(Phrase.of(text, mayBeBeginning, isQuoted));
  }
}
