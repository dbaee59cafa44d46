package dev.starling.search.text;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;

/// Makes equal what people type differently and mean the same: case, accents, width, ligatures,
/// digits of all scripts, vowel marks of Arabic and Hebrew. What tells letters apart in other
/// scripts stays: the marks of Devanagari and Thai, the voicing of kana, the breve of й.
final class Folding {

  /// Longer words are compared by their beginning.
  private static final int LENGTH_MAX = 128;

  private static final int BREVE = 0x306;
  private static final int TATWEEL = 0x640;
  private static final int VARIATION_FIRST = 0xFE00;
  private static final int VARIATION_LAST = 0xFE0F;
  private static final int SKIN_FIRST = 0x1F3FB;
  private static final int SKIN_LAST = 0x1F3FF;

  private Folding() {}

  /// Perhaps nothing, when a text is only marks.
  static String fold(String word) {
    if (isPlain(word)) {
      return limited(word);
    }
    String apart = Normalizer.normalize(word, Form.NFKD).toLowerCase(Locale.ROOT);
    StringBuilder kept = new StringBuilder(apart.length());
    int before = 0;
    for (int i = 0; i < apart.length(); i += Character.charCount(apart.codePointAt(i))) {
      int letter = apart.codePointAt(i);
      if (!isDropped(letter) || (letter == BREVE && before == 'и')) {
        kept.appendCodePoint(simplest(letter));
      }
      before = letter;
    }
    return limited(ascii(Normalizer.normalize(kept, Form.NFC)));
  }

  private static boolean isPlain(String word) {
    return word.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'));
  }

  private static String limited(String word) {
    return word.length() <= LENGTH_MAX ? word : word.substring(0, word.offsetByCodePoints(0, 64));
  }

  /// Nobody looks for a pirate's flag by its variation selector, nor for a hand by its colour.
  private static boolean isDropped(int letter) {
    return isMark(letter)
        || letter == TATWEEL
        || (letter >= VARIATION_FIRST && letter <= VARIATION_LAST)
        || (letter >= SKIN_FIRST && letter <= SKIN_LAST)
        || (Character.getType(letter) == Character.FORMAT && letter != '\u200D');
  }

  private static boolean isMark(int letter) {
    return in(letter, 0x300, 0x36F) // Latin, Greek, Cyrillic
        || in(letter, 0x591, 0x5BD) // Hebrew
        || in(letter, 0x5BF, 0x5C7)
        || in(letter, 0x610, 0x61A) // Arabic
        || in(letter, 0x64B, 0x65F)
        || letter == 0x670
        || in(letter, 0x6D6, 0x6DC)
        || in(letter, 0x1AB0, 0x1AFF)
        || in(letter, 0x1DC0, 0x1DFF)
        || in(letter, 0x20D0, 0x20FF);
  }

  private static boolean in(int letter, int first, int last) {
    return letter >= first && letter <= last;
  }

  private static int simplest(int letter) {
    if (Character.getType(letter) == Character.DECIMAL_DIGIT_NUMBER) {
      return '0' + Character.digit(letter, 10);
    }
    return switch (letter) {
      case 'ς' -> 'σ';
      case 'ى', 'ی' -> 'ي';
      case 'ک' -> 'ك';
      default -> letter;
    };
  }

  private static String ascii(String word) {
    char[] in = word.toCharArray();
    char[] out = new char[4 * in.length];
    int length = ASCIIFoldingFilter.foldToASCII(in, 0, out, 0, in.length);
    return new String(out, 0, length);
  }
}
