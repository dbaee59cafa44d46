package dev.starling.wire.search;

import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import java.time.Instant;
import java.util.List;

/// A message that was found.
///
/// @param highlight the parts of the text around what was looked for, as HTML: matches are inside
///   `<em>`, everything else is escaped
/// @param before the messages before it, the earliest first; null when nobody asked for them
/// @param after the messages after it; null when nobody asked for them
public record MessageHit(
    ConversationId conversation,
    long seq,
    UserId sender,
    Instant at,
    String text,
    String highlight,
    List<Neighbour> before,
    List<Neighbour> after) {

  public MessageHit {
    before = before == null ? null : List.copyOf(before);
    after = after == null ? null : List.copyOf(after);
  }

  public MessageHit between(List<Neighbour> earlier, List<Neighbour> later) {
    return new MessageHit(conversation, seq, sender, at, text, highlight, earlier, later);
  }
}
