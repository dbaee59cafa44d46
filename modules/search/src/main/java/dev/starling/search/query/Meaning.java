package dev.starling.search.query;

import dev.starling.search.query.Condition.Says;
import dev.starling.search.text.Token;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// All that a query asks of a message.
///
/// @param requirements each of which must be met
public record Meaning(List<Requirement> requirements) {

  public Meaning {
    requirements = List.copyOf(requirements);
  }

  public boolean isMetBy(Candidate candidate) {
    return requirements.stream().allMatch(requirement -> requirement.isMetBy(candidate));
  }

  /// What the message must say, in the order of the query.
  public List<Phrase> phrases() {
    return requirements.stream()
        .filter(requirement -> !requirement.isNegated())
        .map(Requirement::condition)
        .filter(Says.class::isInstance)
        .map(says -> ((Says) says).phrase())
        .toList();
  }

  /// What to mark in a message, in the order of its text and without overlap; what touches is one.
  public List<Token> matchesIn(Candidate candidate) {
    List<Phrase> phrases = phrases();
    if (phrases.isEmpty()) {
      return List.of();
    }
    List<Token> matches = new ArrayList<>();
    phrases.stream()
        .flatMap(phrase -> phrase.matchesIn(candidate.words()).stream())
        .sorted(Comparator.comparingInt(Token::start).thenComparing(Token::end))
        .forEach(match -> add(matches, match));
    return matches;
  }

  private static void add(List<Token> matches, Token match) {
    if (matches.isEmpty() || match.start() > matches.getLast().end()) {
      matches.add(match);
    } else {
      Token last = matches.removeLast();
      int end = Math.max(last.end(), match.end());
      matches.add(new Token(last.term(), last.start(), end));
    }
  }
}
