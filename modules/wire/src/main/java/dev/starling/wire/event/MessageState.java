package dev.starling.wire.event;

import java.time.Instant;
import java.util.List;

/// What became of a message since it was sent. Stands in the message as its own fields.
///
/// @param changedSeq the last event that is in here: later ones are still to be applied
/// @param editedAt when its text was last changed, null for never
/// @param deleted why nothing of it can be seen any more, null while it can
/// @param reactions in the order in which the emojis came, null for none
/// @param myReactions those of whoever reads it, null for none
/// @param pinned true, or null
/// @param expiresAt when nothing of it is shown any more, null for never
public record MessageState(
    Long changedSeq,
    Instant editedAt,
    DeletedBy deleted,
    List<Reactions> reactions,
    List<String> myReactions,
    Boolean pinned,
    Instant expiresAt) {

  /// @param count how many members have it
  public record Reactions(String emoji, int count) {}

  public static final MessageState AS_SENT =
      new MessageState(null, null, null, null, null, null, null);

  public MessageState {
    reactions = reactions == null ? null : List.copyOf(reactions);
    myReactions = myReactions == null ? null : List.copyOf(myReactions);
  }

  /// For whoever reads it.
  public MessageState with(List<String> mine, Instant expiry) {
    return new MessageState(changedSeq, editedAt, deleted, reactions, mine, pinned, expiry);
  }

  /// Its time is over: nothing else is told.
  public MessageState expired() {
    return new MessageState(changedSeq, null, DeletedBy.EXPIRED, null, null, null, expiresAt);
  }
}
