package dev.starling.search;

import dev.starling.search.Tokens.Token;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What somebody looks for: words that must all occur, in any order; the last one may be only the
/// beginning of one, because it may still be being typed. Nothing else has a meaning, so nothing
/// has to be escaped.
///
/// @param text as it was asked
/// @param whole all but the last, in their indexed form
/// @param beginning the last, in its indexed form
record Words(String text, Set<String> whole, String beginning) {

  static final int LENGTH_MAX = 256;

  static Words parse(String q) {
    List<Token> tokens = Tokens.of(checked(q));
    if (tokens.isEmpty()) {
      throw bad("no word in it");
    }
    Set<String> whole = new HashSet<>();
    tokens.subList(0, tokens.size() - 1).forEach(token -> whole.add(token.term()));
    return new Words(q, Set.copyOf(whole), tokens.getLast().term());
  }

  /// The query itself, when it is one.
  static String checked(String q) {
    if (q == null || q.isBlank()) {
      throw bad("missing or blank");
    }
    if (q.length() > LENGTH_MAX) {
      throw bad(q.length() + " characters (at most " + LENGTH_MAX + ")");
    }
    if (q.indexOf(0) >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(q)) {
      throw bad("holds U+0000 or half a surrogate pair");
    }
    return q;
  }

  /// Whether the index would find this text.
  boolean areIn(String text) {
    Set<String> missing = new HashSet<>(whole);
    boolean begun = false;
    for (Token token : Tokens.of(text)) {
      missing.remove(token.term());
      begun |= token.term().startsWith(beginning);
    }
    return begun && missing.isEmpty();
  }

  /// The words of a text that are looked for.
  List<Token> matchesIn(String text) {
    return Tokens.of(text).stream()
        .filter(token -> whole.contains(token.term()) || token.term().startsWith(beginning))
        .toList();
  }

  private static Failure bad(String why) {
    return new Failure.Invalid(ErrorCode.BAD_QUERY, "q: " + why);
  }
}
