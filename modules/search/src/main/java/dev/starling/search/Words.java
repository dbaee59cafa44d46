package dev.starling.search;

import dev.starling.search.Tokens.Token;
import dev.starling.search.index.Question;
import dev.starling.wire.ConversationId;
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
/// @param whole in their indexed form, the words that must occur as they are
/// @param beginning in its indexed form, what one word must begin with; null when even the last is
///   a whole one
record Words(String text, Set<String> whole, String beginning) {

  static final int LENGTH_MAX = 256;

  /// A single letter is a word and not a beginning: a good part of all messages has a word with it.
  private static final int BEGINNING_MIN = 2;

  static Words parse(String q) {
    List<Token> tokens = Tokens.of(checked(q));
    if (tokens.isEmpty()) {
      throw bad("no word in it");
    }
    Set<String> whole = new HashSet<>();
    tokens.subList(0, tokens.size() - 1).forEach(token -> whole.add(token.term()));
    String last = tokens.getLast().term();
    if (last.codePointCount(0, last.length()) >= BEGINNING_MIN) {
      return new Words(q, Set.copyOf(whole), last);
    }
    whole.add(last);
    return new Words(q, Set.copyOf(whole), null);
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

  Question in(List<ConversationId> conversations) {
    return new Question(text, beginning != null, conversations);
  }

  /// Whether the index would find this text.
  boolean areIn(String text) {
    Set<String> missing = new HashSet<>(whole);
    boolean begun = beginning == null;
    for (Token token : Tokens.of(text)) {
      missing.remove(token.term());
      begun |= begins(token);
    }
    return begun && missing.isEmpty();
  }

  /// The words of a text that are looked for.
  List<Token> matchesIn(String text) {
    return Tokens.of(text).stream()
        .filter(token -> whole.contains(token.term()) || begins(token))
        .toList();
  }

  private boolean begins(Token token) {
    return beginning != null && token.term().startsWith(beginning);
  }

  private static Failure bad(String why) {
    return new Failure.Invalid(ErrorCode.BAD_QUERY, "q: " + why);
  }
}
