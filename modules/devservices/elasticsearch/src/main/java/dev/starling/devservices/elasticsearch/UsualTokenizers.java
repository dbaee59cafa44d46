package dev.starling.devservices.elasticsearch;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntPredicate;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.core.KeywordTokenizer;
import org.apache.lucene.analysis.core.LetterTokenizer;
import org.apache.lucene.analysis.core.WhitespaceTokenizer;
import org.apache.lucene.analysis.email.UAX29URLEmailTokenizer;
import org.apache.lucene.analysis.ngram.EdgeNGramTokenizer;
import org.apache.lucene.analysis.ngram.NGramTokenizer;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.index.analysis.TokenizerFactory;
import org.elasticsearch.indices.analysis.AnalysisModule.AnalysisProvider;

/// The tokenizers; `standard` is Elasticsearch's own.
final class UsualTokenizers {

  private UsualTokenizers() {}

  static Map<String, AnalysisProvider<TokenizerFactory>> all() {
    return Map.of(
        "edge_ngram", tokenizer(UsualTokenizers::edgeNgram),
        "keyword", tokenizer(settings -> new KeywordTokenizer()),
        "letter", tokenizer(settings -> new LetterTokenizer()),
        "ngram", tokenizer(UsualTokenizers::ngram),
        "uax_url_email", tokenizer(settings -> new UAX29URLEmailTokenizer()),
        "whitespace", tokenizer(settings -> new WhitespaceTokenizer()));
  }

  private static Tokenizer edgeNgram(Settings settings) {
    IntPredicate kept = tokenCharacters(settings);
    return new EdgeNGramTokenizer(
        settings.getAsInt("min_gram", 1), settings.getAsInt("max_gram", 2)) {
      @Override
      protected boolean isTokenChar(int character) {
        return kept.test(character);
      }
    };
  }

  private static Tokenizer ngram(Settings settings) {
    IntPredicate kept = tokenCharacters(settings);
    return new NGramTokenizer(settings.getAsInt("min_gram", 1), settings.getAsInt("max_gram", 2)) {
      @Override
      protected boolean isTokenChar(int character) {
        return kept.test(character);
      }
    };
  }

  /// Without `token_chars` every character belongs to a token.
  private static IntPredicate tokenCharacters(Settings settings) {
    List<String> classes = settings.getAsList("token_chars");
    return classes.stream()
        .map(UsualTokenizers::characterClass)
        .reduce(IntPredicate::or)
        .orElse(character -> true);
  }

  private static IntPredicate characterClass(String name) {
    return switch (name) {
      case "letter" -> Character::isLetter;
      case "digit" -> Character::isDigit;
      case "whitespace" -> Character::isWhitespace;
      case "punctuation" -> UsualTokenizers::isPunctuation;
      case "symbol" -> UsualTokenizers::isSymbol;
      default ->
          throw new IllegalArgumentException(
              "token_chars: "
                  + name
                  + " (expected: letter, digit, whitespace, punctuation or symbol)");
    };
  }

  private static boolean isPunctuation(int character) {
    return switch (Character.getType(character)) {
      case Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION ->
          true;
      default -> false;
    };
  }

  private static boolean isSymbol(int character) {
    return switch (Character.getType(character)) {
      case Character.CURRENCY_SYMBOL,
          Character.MATH_SYMBOL,
          Character.MODIFIER_SYMBOL,
          Character.OTHER_SYMBOL ->
          true;
      default -> false;
    };
  }

  private static AnalysisProvider<TokenizerFactory> tokenizer(
      Function<Settings, Tokenizer> lucene) {
    return (index, environment, name, settings) ->
        TokenizerFactory.newFactory(name, () -> lucene.apply(settings));
  }
}
