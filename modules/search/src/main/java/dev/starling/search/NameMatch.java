package dev.starling.search;

import dev.starling.search.text.Analysis;
import dev.starling.search.text.Highlight;
import dev.starling.search.text.Token;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Whether a name may be meant by what somebody is typing: each word of that must be the beginning
/// of a word of the name, or nearly so.
///
/// @param typos how many words fit only nearly
/// @param isFirst whether the name itself begins so
/// @param highlight the name as HTML
record NameMatch(int typos, boolean isFirst, String highlight) {

  static final Comparator<NameMatch> BEST_FIRST =
      Comparator.comparingInt(NameMatch::typos).thenComparing(match -> !match.isFirst());

  /// In shorter words each other letter would be a typo.
  private static final int TYPO_FROM = 4;

  /// Null when it is not meant.
  static NameMatch of(String typed, String name) {
    List<Token> parts = Analysis.of(name).words();
    List<Token> matches = new ArrayList<>();
    int typos = 0;
    for (Token word : Analysis.of(typed).words()) {
      Token part = part(word.term(), parts, false);
      if (part == null) {
        part = part(word.term(), parts, true);
        typos++;
      }
      if (part == null) {
        return null;
      }
      matches.add(marked(word.term(), part));
    }
    matches.sort(Comparator.comparingInt(Token::start));
    return matches.isEmpty()
        ? null
        : new NameMatch(
            typos, matches.getFirst().start() == 0, Highlight.of(name, withoutRepeats(matches)));
  }

  private static List<Token> withoutRepeats(List<Token> matches) {
    return matches.stream().distinct().toList();
  }

  private static Token part(String word, List<Token> parts, boolean nearly) {
    return parts.stream()
        .filter(part -> nearly ? isNearly(word, part.term()) : part.term().startsWith(word))
        .findFirst()
        .orElse(null);
  }

  /// What fits of a part; all of it when it fits only nearly, or when folding has changed its
  /// length.
  private static Token marked(String word, Token part) {
    boolean isAsLong = part.term().length() == part.end() - part.start();
    return isAsLong && part.term().startsWith(word)
        ? new Token(word, part.start(), part.start() + word.length())
        : part;
  }

  private static boolean isNearly(String word, String part) {
    if (word.length() < TYPO_FROM) {
      return false;
    }
    for (int length = word.length() - 1; length <= word.length() + 1; length++) {
      if (length <= part.length() && isOneTypo(word, part.substring(0, length))) {
        return true;
      }
    }
    return false;
  }

  /// One letter wrong, missing or too much, or two in each other's place.
  private static boolean isOneTypo(String one, String other) {
    int same = 0;
    int shortest = Math.min(one.length(), other.length());
    while (same < shortest && one.charAt(same) == other.charAt(same)) {
      same++;
    }
    String rest = one.substring(same);
    String otherRest = other.substring(same);
    if (one.length() < other.length()) {
      return rest.equals(otherRest.substring(1));
    }
    if (one.length() > other.length()) {
      return rest.substring(1).equals(otherRest);
    }
    return rest.isEmpty()
        || rest.substring(1).equals(otherRest.substring(1))
        || (rest.length() > 1
            && rest.charAt(0) == otherRest.charAt(1)
            && rest.charAt(1) == otherRest.charAt(0)
            && rest.substring(2).equals(otherRest.substring(2)));
  }
}
