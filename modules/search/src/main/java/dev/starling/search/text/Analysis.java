package dev.starling.search.text;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.TypeAttribute;

/// Cuts a text into words: at the boundaries of Unicode's annex 29, then at the seams of
/// identifiers, and scripts that put no spaces between words into single characters, so that any
/// part of a sentence is a sequence of words.
public final class Analysis {

  /// What is shorter is not looked for inside of longer words.
  public static final int INSIDE_MIN = Compounds.PART_MIN;

  private static final Set<String> WITHOUT_SPACES =
      Set.of("<IDEOGRAPHIC>", "<HIRAGANA>", "<KATAKANA>", "<HANGUL>", "<SOUTHEAST_ASIAN>");
  private static final String EMOJI = "<EMOJI>";

  /// What has more parts is no name that anybody types in one go.
  private static final int PARTS_MAX = 6;

  private final String text;
  private final List<Token> words = new ArrayList<>();
  private final List<Token> wholes = new ArrayList<>();

  private Analysis(String text) {
    this.text = text;
  }

  public static Analyzed of(String text) {
    return new Analysis(text).cut();
  }

  private Analyzed cut() {
    try (StandardTokenizer tokens = new StandardTokenizer()) {
      OffsetAttribute offset = tokens.addAttribute(OffsetAttribute.class);
      TypeAttribute type = tokens.addAttribute(TypeAttribute.class);
      tokens.setReader(new StringReader(text));
      tokens.reset();
      while (tokens.incrementToken()) {
        add(type.type(), offset.startOffset(), offset.endOffset());
      }
      tokens.end();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // Reads from memory only.
    }
    return new Analyzed(words, wholes, Compounds.inside(words, text));
  }

  private void add(String type, int start, int end) {
    String word = text.substring(start, end);
    if (WITHOUT_SPACES.contains(type)) {
      addCharacters(word, start);
    } else if (type.equals(EMOJI)) {
      addWhole(words, Folding.fold(word), start, end);
    } else {
      List<Token> parts = Identifier.parts(word, start);
      words.addAll(parts);
      addWholes(parts);
    }
  }

  /// Any parts that stand together, put together: `getusername`, `getuser` and `username`.
  private void addWholes(List<Token> parts) {
    for (int first = 0; first < parts.size() - 1; first++) {
      StringBuilder whole = new StringBuilder(parts.get(first).term());
      int end = Math.min(parts.size(), first + PARTS_MAX);
      for (int last = first + 1; last < end; last++) {
        whole.append(parts.get(last).term());
        addWhole(wholes, whole.toString(), parts.get(first).start(), parts.get(last).end());
      }
    }
  }

  private static void addWhole(List<Token> tokens, String term, int start, int end) {
    if (!term.isEmpty()) {
      tokens.add(new Token(term, start, end));
    }
  }

  /// When folding joins characters nobody knows any more which came from where: then each is said
  /// to be all of them.
  private void addCharacters(String word, int start) {
    String folded = Folding.fold(word);
    boolean isAsLong = folded.length() == word.length();
    for (int i = 0; i < folded.length(); ) {
      int next = folded.offsetByCodePoints(i, 1);
      words.add(
          isAsLong
              ? new Token(folded.substring(i, next), start + i, start + next)
              : new Token(folded.substring(i, next), start, start + word.length()));
      i = next;
    }
  }
}
