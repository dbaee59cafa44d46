package dev.starling.search.query;

import dev.starling.persistence.search.Mark;
import java.time.Instant;

/// What may be asked of a message, as it was written.
public sealed interface Term {

  /// Words that stand together: one word, or all between quotes.
  record Words(Phrase phrase) implements Term {}

  /// @param who a username, an id, or `me`
  record From(String who) implements Term {}

  /// @param where the id or the title of a conversation, or `@` and who is on its other side
  record In(String where) implements Term {}

  /// In a conversation that somebody else is in.
  record With(String who) implements Term {}

  /// @param from the first moment, null for any
  /// @param to the first moment after it, null for any
  record During(Instant from, Instant to) implements Term {}

  /// What it has or is.
  record Marked(Mark mark) implements Term {}
}
