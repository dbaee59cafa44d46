package dev.starling.search.query;

/// What must be true of a message, or what must not.
public record Requirement(boolean isNegated, Condition condition) {

  boolean isMetBy(Candidate candidate) {
    return candidate.is(condition) != isNegated;
  }
}
