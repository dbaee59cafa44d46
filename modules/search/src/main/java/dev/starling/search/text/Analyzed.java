package dev.starling.search.text;

import java.util.List;
import java.util.stream.Collectors;

/// A text as words.
///
/// @param words in its order, each the smallest thing that can be looked for: a word, a part of an
///   identifier, one character of a script that is written without spaces
/// @param wholes the parts of identifiers put together again: what `camelCase` is when all is typed
///   small
/// @param inners what long words end in, from different places on, where compounds are written as
///   one word: what somebody looks for is the beginning of one of them
public record Analyzed(List<Token> words, List<Token> wholes, List<Token> inners) {

  public Analyzed {
    words = List.copyOf(words);
    wholes = List.copyOf(wholes);
    inners = List.copyOf(inners);
  }

  /// With a space between any two: no term has one.
  public static String joined(List<Token> tokens) {
    return tokens.stream().map(Token::term).collect(Collectors.joining(" "));
  }
}
