package dev.starling.search.query;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// How well a message answers a question, in whole points.
///
/// They depend on the message and on nothing else: not on how rare its words are, on the shard that
/// it is on, or on what was said since. So a list stays in its order while people go through its
/// pages, Elasticsearch and this class always agree, and anybody can count for themselves why one
/// message stands before another.
public final class Points {

  /// For all words one behind the other, as they were asked.
  public static final int TOGETHER = 4;

  /// For words that are whole ones, not parts of others.
  public static final int WHOLE = 2;

  /// One for each of these that a message is younger than.
  public static final List<Duration> AGES =
      List.of(
          Duration.ofDays(1),
          Duration.ofDays(7),
          Duration.ofDays(30),
          Duration.ofDays(91),
          Duration.ofDays(365));

  private Points() {}

  /// All words that are asked as one phrase; null when there are not several.
  public static Phrase together(Meaning meaning) {
    List<Phrase> phrases = meaning.phrases();
    return phrases.size() < 2
        ? null
        : new Phrase(
            phrases.stream().flatMap(phrase -> phrase.words().stream()).toList(),
            null,
            false,
            true);
  }

  /// @param origin from when on ages are counted
  public static int of(Meaning meaning, Candidate candidate, Instant origin) {
    List<Phrase> phrases = meaning.phrases();
    Phrase together = together(meaning);
    int points = together != null && together.isIn(candidate.words()) ? TOGETHER : 0;
    if (!phrases.isEmpty()
        && phrases.stream().allMatch(phrase -> phrase.exactly().isIn(candidate.words()))) {
      points += WHOLE;
    }
    long at = candidate.message().at().toEpochMilli();
    return points
        + (int) AGES.stream().filter(age -> at >= origin.minus(age).toEpochMilli()).count();
  }
}
