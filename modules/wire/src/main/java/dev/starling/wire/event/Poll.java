package dev.starling.wire.event;

import java.time.Instant;
import java.util.List;

/// A question that the members of a conversation answer by choosing.
///
/// @param options the answers there are, each once
/// @param multiple true when one may choose several, or null
/// @param anonymous true when nobody learns who chose what, or null
/// @param closesAt until when one may choose, null for as long as nobody closes it
public record Poll(
    String question, List<String> options, Boolean multiple, Boolean anonymous, Instant closesAt) {

  public Poll {
    options = options == null ? null : List.copyOf(options);
  }

  public boolean hidesVoters() {
    return anonymous != null && anonymous;
  }
}
