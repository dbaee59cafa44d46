package dev.starling.search.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What is inside of long words, for languages that write several words as one. Without a
/// dictionary: a long word can be found by whatever it holds from five letters on. To keep `table`
/// from finding `comfortable`, only words that look as if they were of such a language are opened:
/// those with a capital, as German nouns have, and those of a text with small words of these
/// languages.
final class Compounds {

  /// Shorter words are hardly ever two.
  private static final int WORD_MIN = 10;

  static final int PART_MIN = 5;
  private static final int BEFORE_MIN = 3;

  /// Of German, Dutch, Swedish, Danish and Norwegian, and few of them in other languages.
  private static final Set<String> SMALL_WORDS =
      Set.of(
          ("der das und ist nicht ein eine einen ich mit fur auf von wir auch oder aber noch nach"
                  + " wird sind zum zur bei wie dem den het een niet voor ook zijn maar och att som"
                  + " inte jag har ikke og jeg mutta")
              .split(" "));

  private static final int SMALL_WORDS_MIN = 2;

  private Compounds() {}

  /// @param raw the text that the words are from
  static List<Token> inside(List<Token> words, String raw) {
    List<Token> inners = new ArrayList<>();
    boolean isSuchALanguage = isSuchALanguage(words);
    for (Token word : words) {
      if (word.term().length() >= WORD_MIN
          && (isSuchALanguage || Character.isUpperCase(raw.codePointAt(word.start())))
          && word.term().chars().allMatch(Character::isLetter)) {
        for (int i = BEFORE_MIN; i <= word.term().length() - PART_MIN; i++) {
          inners.add(new Token(word.term().substring(i), word.start(), word.end()));
        }
      }
    }
    return inners;
  }

  private static boolean isSuchALanguage(List<Token> words) {
    return words.stream().map(Token::term).filter(SMALL_WORDS::contains).distinct().count()
        >= SMALL_WORDS_MIN;
  }
}
