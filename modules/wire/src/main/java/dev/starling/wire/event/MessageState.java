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
/// @param replies what there is under it as the root of a thread, null for nothing
/// @param votes how many have chosen each option of its poll; null while nobody has voted
/// @param voters how many have a vote in it
/// @param myVotes what whoever reads it has chosen, null for nothing
/// @param pollClosed true when nobody may vote any more, or null
/// @param expiresAt when nothing of it is shown any more, null for never
public record MessageState(
    Long changedSeq,
    Instant editedAt,
    DeletedBy deleted,
    List<Reactions> reactions,
    List<String> myReactions,
    Boolean pinned,
    Replies replies,
    List<Integer> votes,
    Integer voters,
    List<Integer> myVotes,
    Boolean pollClosed,
    Instant expiresAt) {

  /// @param count how many members have it
  public record Reactions(String emoji, int count) {}

  /// @param count how many replies, without those that were deleted
  /// @param lastSeq the last one, also when it was deleted
  /// @param lastAt when that came
  public record Replies(int count, long lastSeq, Instant lastAt) {}

  public static final MessageState AS_SENT =
      new MessageState(null, null, null, null, null, null, null, null, null, null, null, null);

  public MessageState {
    reactions = reactions == null ? null : List.copyOf(reactions);
    myReactions = myReactions == null ? null : List.copyOf(myReactions);
    votes = votes == null ? null : List.copyOf(votes);
    myVotes = myVotes == null ? null : List.copyOf(myVotes);
  }

  /// For whoever reads it.
  public MessageState with(List<String> mine, List<Integer> chosen, Instant expiry) {
    return new MessageState(
        changedSeq,
        editedAt,
        deleted,
        reactions,
        mine,
        pinned,
        replies,
        votes,
        voters,
        chosen,
        pollClosed,
        expiry);
  }

  /// The time of its poll is over.
  public MessageState pollOver() {
    return new MessageState(
        changedSeq,
        editedAt,
        deleted,
        reactions,
        myReactions,
        pinned,
        replies,
        votes,
        voters,
        myVotes,
        true,
        expiresAt);
  }

  /// As it was sent, for so long.
  public static MessageState until(Instant expiry) {
    return AS_SENT.with(null, null, expiry);
  }

  /// Whoever reads it does not want to see it: nothing else is told.
  public MessageState hidden() {
    return gone(DeletedBy.HIDDEN, null);
  }

  /// Its time is over: nothing else is told.
  public MessageState expired() {
    return gone(deleted == null ? DeletedBy.EXPIRED : deleted, expiresAt);
  }

  private MessageState gone(DeletedBy why, Instant expiry) {
    return new MessageState(
        changedSeq, null, why, null, null, null, null, null, null, null, null, expiry);
  }
}
