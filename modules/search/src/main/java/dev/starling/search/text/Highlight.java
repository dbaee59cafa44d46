package dev.starling.search.text;

import java.util.ArrayList;
import java.util.List;

/// Shows why a text was found, as HTML: matches in `<em>`, everything else escaped, so that it is
/// safe in any element and any quoted attribute.
public final class Highlight {

  /// A text up to this long is shown whole.
  public static final int WHOLE_MAX = 240;

  private static final int FRAGMENTS_MAX = 3;

  /// Characters around a match.
  private static final int AROUND = 60;

  private static final String CUT = "…";

  private record Fragment(int start, int end) {}

  private Highlight() {}

  /// @param matches in the order of the text, without overlap
  public static String of(String text, List<Token> matches) {
    StringBuilder html = new StringBuilder(text.length() + 64);
    int shown = 0;
    for (Fragment fragment : fragments(text, matches)) {
      if (fragment.start() > shown) {
        html.append(shown == 0 ? CUT : " " + CUT + " ");
      }
      append(html, text, fragment, matches);
      shown = fragment.end();
    }
    return shown < text.length() ? html.append(CUT).toString() : html.toString();
  }

  /// Marks a number of characters from the start of a text.
  public static String beginning(String text, int length) {
    return length == 0
        ? of(text, List.of())
        : of(text, List.of(new Token(text.substring(0, length), 0, length)));
  }

  private static List<Fragment> fragments(String text, List<Token> matches) {
    if (text.length() <= WHOLE_MAX) {
      return List.of(new Fragment(0, text.length()));
    }
    List<Fragment> fragments = new ArrayList<>();
    for (Token match : matches) {
      Fragment next = around(text, match);
      if (!fragments.isEmpty() && next.start() <= fragments.getLast().end()) {
        next = new Fragment(fragments.removeLast().start(), next.end());
      } else if (fragments.size() == FRAGMENTS_MAX) {
        break;
      }
      fragments.add(next);
      if (next.end() - next.start() >= WHOLE_MAX) {
        break;
      }
    }
    return fragments.isEmpty() ? List.of(new Fragment(0, cut(text, WHOLE_MAX))) : fragments;
  }

  private static Fragment around(String text, Token match) {
    int start = match.start() <= AROUND ? 0 : cut(text, match.start() - AROUND);
    int end = Math.min(text.length(), match.end() + AROUND);
    // From the next word on and up to the last one, when there is one close enough.
    int space = start == 0 ? -1 : text.indexOf(' ', start);
    if (space >= 0 && space < match.start()) {
      start = space + 1;
    }
    int lastSpace = end == text.length() ? -1 : text.lastIndexOf(' ', end);
    return new Fragment(start, lastSpace >= match.end() ? lastSpace : cut(text, end));
  }

  /// The nearest place at or before this one that is not inside a surrogate pair.
  private static int cut(String text, int at) {
    return at < text.length() && Character.isLowSurrogate(text.charAt(at)) ? at - 1 : at;
  }

  private static void append(
      StringBuilder html, String text, Fragment fragment, List<Token> matches) {
    int done = fragment.start();
    for (Token match : matches) {
      if (match.start() < done || match.end() > fragment.end()) {
        continue;
      }
      escape(html, text, done, match.start());
      html.append("<em>");
      escape(html, text, match.start(), match.end());
      html.append("</em>");
      done = match.end();
    }
    escape(html, text, done, fragment.end());
  }

  private static void escape(StringBuilder html, String text, int start, int end) {
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> html.append("&amp;");
        case '<' -> html.append("&lt;");
        case '>' -> html.append("&gt;");
        case '"' -> html.append("&quot;");
        case '\'' -> html.append("&#39;");
        default -> html.append(c);
      }
    }
  }
}
