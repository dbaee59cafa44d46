package dev.starling.wire.event;

import dev.starling.wire.UserId;
import java.time.Instant;

/// What was said in a message besides its text. Stands in the message as its own fields.
///
/// @param replyTo the sequence of the message that it answers
/// @param quote the part of that message's text that it answers
/// @param forwardedFrom where it was said first
public record MessageDetail(Long replyTo, String quote, Forwarded forwardedFrom) {

  public static final MessageDetail NONE = new MessageDetail(null, null, null);

  /// @param sender who said it first
  /// @param at when
  public record Forwarded(UserId sender, Instant at) {}

  /// Itself, or null when there is nothing in it.
  public MessageDetail orNull() {
    return equals(NONE) ? null : this;
  }

  public MessageDetail answering(Long seq, String part) {
    return new MessageDetail(seq, part, forwardedFrom);
  }

  public MessageDetail forwarded(Forwarded from) {
    return new MessageDetail(replyTo, quote, from);
  }
}
