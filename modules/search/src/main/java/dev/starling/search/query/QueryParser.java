package dev.starling.search.query;

import dev.starling.persistence.search.Mark;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Reads a query: words, "phrases" and `operator:value`, each with a `-` before it when it must not
/// be. The last word may still be being typed. What is no operator of ours is words, so that people
/// can look for `10:30` and for addresses without escaping anything.
public final class QueryParser {

  public static final int LENGTH_MAX = 256;

  /// As keyboards and correctors put them.
  private static final String QUOTES = "\"“”„«»";

  private static final String MINUS = "-−";

  private static final Map<String, Mark> HAS =
      Map.of(
          "link", Mark.LINK,
          "image", Mark.IMAGE,
          "video", Mark.VIDEO,
          "file", Mark.FILE,
          "reaction", Mark.REACTION,
          "poll", Mark.POLL);
  private static final Map<String, Mark> IS =
      Map.of(
          "pinned", Mark.PINNED,
          "unread", Mark.UNREAD,
          "thread", Mark.THREAD,
          "edited", Mark.EDITED,
          "bookmarked", Mark.BOOKMARKED);

  private final String q;
  private final Dates dates;
  private final List<Clause> clauses = new ArrayList<>();
  private int at;

  private QueryParser(String q, Dates dates) {
    this.q = q;
    this.dates = dates;
  }

  public static List<Clause> parse(String q, Dates dates) {
    List<Clause> clauses = new QueryParser(checked(q), dates).clauses();
    if (clauses.isEmpty()) {
      throw BadQuery.because("no word in it");
    }
    return clauses;
  }

  /// The query itself, when it can be one.
  public static String checked(String q) {
    if (q == null || q.isBlank()) {
      throw BadQuery.because("missing or blank");
    }
    if (q.length() > LENGTH_MAX) {
      throw BadQuery.because(q.length() + " characters (at most " + LENGTH_MAX + ")");
    }
    if (q.indexOf(0) >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(q)) {
      throw BadQuery.because("holds U+0000 or half a surrogate pair");
    }
    return q;
  }

  private List<Clause> clauses() {
    while (skipSpace()) {
      int start = at;
      boolean isNegated = isNegated();
      if (isNegated) {
        at++;
      }
      Term term = term(isNegated);
      if (term != null) {
        clauses.add(new Clause(isNegated, term, start));
      }
    }
    return clauses;
  }

  /// Whether there is more.
  private boolean skipSpace() {
    while (at < q.length() && isSpace(at)) {
      at++;
    }
    return at < q.length();
  }

  private boolean isSpace(int index) {
    return Character.isWhitespace(q.charAt(index)) || Character.isSpaceChar(q.charAt(index));
  }

  /// A dash between spaces is a dash.
  private boolean isNegated() {
    return MINUS.indexOf(q.charAt(at)) >= 0 && at + 1 < q.length() && !isSpace(at + 1);
  }

  /// Null for what holds no word.
  private Term term(boolean isNegated) {
    if (isQuote(at)) {
      return words(Phrase.of(quoted(), false, true));
    }
    int start = at;
    String name = operator();
    if (name != null) {
      at = start + name.length() + 1;
      return operator(name.toLowerCase(Locale.ROOT), start);
    }
    String word = untilSpace();
    boolean isLast = at == q.length();
    return words(Phrase.of(word, isLast && !isNegated, false));
  }

  private static Term words(Phrase phrase) {
    return phrase == null ? null : new Term.Words(phrase);
  }

  private boolean isQuote(int index) {
    return index < q.length() && QUOTES.indexOf(q.charAt(index)) >= 0;
  }

  private String quoted() {
    int start = at;
    at++;
    while (at < q.length() && !isQuote(at)) {
      at++;
    }
    if (at == q.length()) {
      throw BadQuery.at(start, "a quote that does not end");
    }
    return q.substring(start + 1, at++);
  }

  private String untilSpace() {
    int start = at;
    while (at < q.length() && !isSpace(at)) {
      at++;
    }
    return q.substring(start, at);
  }

  /// The name before a colon when it is one of ours, as it was written; else null.
  private String operator() {
    int colon = at;
    while (colon < q.length() && Character.isLetter(q.charAt(colon))) {
      colon++;
    }
    if (colon == q.length() || q.charAt(colon) != ':') {
      return null;
    }
    String name = q.substring(at, colon);
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "from", "in", "with", "before", "after", "on", "has", "is", "mentions" -> name;
      default -> null;
    };
  }

  private Term operator(String name, int start) {
    String value = isQuote(at) ? quoted().strip() : untilSpace();
    if (value.isEmpty()) {
      throw BadQuery.at(start, name + ": nothing behind it (expected a value, without a space)");
    }
    return switch (name) {
      case "from" -> new Term.From(value);
      case "in" -> new Term.In(value);
      case "with" -> new Term.With(value);
      case "before" -> dates.before(value, start);
      case "after" -> dates.after(value, start);
      case "on" -> dates.on(value, start);
      case "has" -> new Term.Marked(oneOf(HAS, name, value, start));
      case "is" ->
          value.equalsIgnoreCase("mine")
              ? new Term.From("me")
              : new Term.Marked(oneOf(IS, name, value, start));
      default -> mentions(value, start);
    };
  }

  private static Term mentions(String value, int start) {
    if (!value.equalsIgnoreCase("me")) {
      throw BadQuery.at(start, "mentions: " + value + " (expected me)");
    }
    return new Term.Marked(Mark.MENTIONED);
  }

  private static Mark oneOf(Map<String, Mark> marks, String name, String value, int start) {
    Mark mark = marks.get(value.toLowerCase(Locale.ROOT));
    if (mark == null) {
      String expected = String.join(", ", marks.keySet().stream().sorted().toList());
      String more = name.equals("is") ? ", mine" : "";
      throw BadQuery.at(start, name + ": " + value + " (expected " + expected + more + ")");
    }
    return mark;
  }
}
