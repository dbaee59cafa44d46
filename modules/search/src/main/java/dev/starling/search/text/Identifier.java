package dev.starling.search.text;

import java.util.ArrayList;
import java.util.List;

/// Cuts one word where people see a seam: `camelCase`, `snake_case`, `HTTPServer`, `utf8`,
/// `example.org`, `l'avion`.
final class Identifier {

  private Identifier() {}

  /// The parts of a word, folded, with their places in the text that it stands in.
  static List<Token> parts(String word, int offset) {
    List<Token> parts = new ArrayList<>();
    int begun = -1;
    int i = 0;
    while (i < word.length()) {
      int letter = word.codePointAt(i);
      boolean isInside = isInside(letter);
      if (begun >= 0 && (!isInside || isSeam(word, i))) {
        add(parts, word, begun, i, offset);
        begun = -1;
      }
      if (isInside && begun < 0) {
        begun = i;
      }
      i += Character.charCount(letter);
    }
    if (begun >= 0) {
      add(parts, word, begun, word.length(), offset);
    }
    return parts;
  }

  private static void add(List<Token> parts, String word, int start, int end, int offset) {
    String term = Folding.fold(word.substring(start, end));
    if (!term.isEmpty()) {
      parts.add(new Token(term, offset + start, offset + end));
    }
  }

  private static boolean isInside(int letter) {
    int type = Character.getType(letter);
    return Character.isLetterOrDigit(letter)
        || type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT
        || type == Character.OTHER_SYMBOL
        || type == Character.OTHER_NUMBER;
  }

  /// Whether a part ends before this letter.
  private static boolean isSeam(String word, int at) {
    int letter = word.codePointAt(at);
    int before = word.codePointBefore(at);
    if (Character.isDigit(letter) != Character.isDigit(before)) {
      return isCased(letter) || isCased(before);
    }
    if (!Character.isUpperCase(letter)) {
      return false;
    }
    int next = at + Character.charCount(letter);
    return Character.isLowerCase(before)
        || (Character.isUpperCase(before)
            && next < word.length()
            && Character.isLowerCase(word.codePointAt(next)));
  }

  private static boolean isCased(int letter) {
    return Character.isUpperCase(letter) || Character.isLowerCase(letter);
  }
}
