package dev.starling.search.query;

import dev.starling.persistence.search.MessageText;
import dev.starling.search.text.Analysis;
import dev.starling.search.text.Analyzed;

/// A message that may be one of those that are looked for. Its text is cut into words once, and
/// only when somebody asks for a word.
public final class Candidate {

  private final MessageText message;
  private Analyzed words;

  public Candidate(MessageText message) {
    this.message = message;
  }

  public MessageText message() {
    return message;
  }

  public Analyzed words() {
    if (words == null) {
      words = Analysis.of(message.text());
    }
    return words;
  }

  boolean is(Condition condition) {
    return switch (condition) {
      case Condition.Says says -> says.phrase().isIn(words());
      case Condition.By by -> by.senders().contains(message.sender());
      case Condition.Inside inside -> inside.conversations().contains(message.conversation());
      case Condition.During during ->
          (during.from() == null || !message.at().isBefore(during.from()))
              && (during.to() == null || message.at().isBefore(during.to()));
      case Condition.Marked marked -> message.marks().contains(marked.mark());
    };
  }
}
