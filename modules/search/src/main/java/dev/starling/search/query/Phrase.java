package dev.starling.search.query;

import dev.starling.search.text.Analysis;
import dev.starling.search.text.Analyzed;
import dev.starling.search.text.Token;
import java.util.ArrayList;
import java.util.List;

/// Words that stand together in a text, in this order.
///
/// @param words in the form in which they are compared, at least one
/// @param whole the same without its seams, when it was one word: `camelcase` for `camelCase`; null
///   for several words
/// @param isBeginning whether the last word may be only the beginning of one
/// @param isQuoted whether only the words themselves will do, not what they are a part of
public record Phrase(List<String> words, String whole, boolean isBeginning, boolean isQuoted) {

  /// A single letter is a word and not a beginning: a good part of all messages has a word with it.
  private static final int BEGINNING_MIN = 2;

  public Phrase {
    words = List.copyOf(words);
  }

  /// Null when there is no word in it.
  static Phrase of(String text, boolean mayBeBeginning, boolean isQuoted) {
    Analyzed analyzed = Analysis.of(text);
    if (analyzed.words().isEmpty()) {
      return null;
    }
    List<String> words = analyzed.words().stream().map(Token::term).toList();
    String last = words.getLast();
    return new Phrase(
        words,
        whole(analyzed),
        mayBeBeginning && last.codePointCount(0, last.length()) >= BEGINNING_MIN,
        isQuoted);
  }

  private static String whole(Analyzed analyzed) {
    if (analyzed.words().size() == 1) {
      return analyzed.words().getFirst().term();
    }
    return analyzed.wholes().stream()
        .filter(whole -> covers(whole, analyzed.words()))
        .map(Token::term)
        .findFirst()
        .orElse(null);
  }

  private static boolean covers(Token whole, List<Token> words) {
    return whole.start() <= words.getFirst().start() && whole.end() >= words.getLast().end();
  }

  /// The same, and nothing that it is only the beginning or a part of.
  public Phrase exactly() {
    return new Phrase(words, whole, false, true);
  }

  /// Whether it may be found inside of longer words.
  public boolean looksInside() {
    return !isQuoted && whole != null && whole.length() >= Analysis.INSIDE_MIN;
  }

  boolean isIn(Analyzed text) {
    return !matchesIn(text).isEmpty();
  }

  /// Where it stands in a text, perhaps with overlap.
  List<Token> matchesIn(Analyzed text) {
    List<Token> matches = new ArrayList<>();
    for (int i = 0; i + words.size() <= text.words().size(); i++) {
      if (standsAt(text.words(), i)) {
        matches.addAll(text.words().subList(i, i + words.size()));
      }
    }
    if (whole != null) {
      text.wholes().stream().filter(this::isWhole).forEach(matches::add);
      if (words.size() > 1) {
        text.words().stream().filter(this::isWhole).forEach(matches::add);
      }
    }
    if (looksInside()) {
      text.inners().stream().filter(inner -> inner.term().startsWith(whole)).forEach(matches::add);
    }
    return matches;
  }

  private boolean standsAt(List<Token> text, int from) {
    int last = words.size() - 1;
    for (int i = 0; i < last; i++) {
      if (!words.get(i).equals(text.get(from + i).term())) {
        return false;
      }
    }
    String there = text.get(from + last).term();
    return isBeginning ? there.startsWith(words.get(last)) : there.equals(words.get(last));
  }

  private boolean isWhole(Token token) {
    return isBeginning ? token.term().startsWith(whole) : token.term().equals(whole);
  }
}
