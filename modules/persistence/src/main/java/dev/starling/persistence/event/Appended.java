package dev.starling.persistence.event;

import java.time.Instant;

/// What became of a [NewMessage].
public sealed interface Appended {

  /// It is durable, at this place.
  ///
  /// @param xid the transaction that wrote it
  /// @param previousXid the one that wrote the conversation's event before it, 0 for none
  /// @param memberVersion the version of the member list it was checked against
  record Stored(long seq, Instant at, long xid, long previousXid, int memberVersion)
      implements Appended {}

  /// It had been stored before: its place and time then.
  record StoredBefore(long seq, Instant at) implements Appended {}

  record Refused(Refusal why) implements Appended {}

  enum Refusal {
    CLIENT_ID_REUSED,
    NOT_A_MEMBER,
    UNKNOWN_CONVERSATION
  }
}
