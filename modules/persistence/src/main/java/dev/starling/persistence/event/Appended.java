package dev.starling.persistence.event;

import dev.starling.wire.ErrorCode;
import java.time.Duration;
import java.time.Instant;

/// What became of a [NewMessage].
public sealed interface Appended extends Outcome {

  /// It is durable, at this place.
  ///
  /// @param expiresAt when nothing of it is shown any more, null for never
  /// @param xid the transaction that wrote it
  /// @param previousXid the one that wrote the conversation's event before it, 0 for none
  /// @param memberVersion the version of the member list it was checked against
  /// @param isWithheld whoever it was for has blocked its sender: only the sender sees it
  record Stored(
      long seq,
      Instant at,
      Instant expiresAt,
      long xid,
      long previousXid,
      int memberVersion,
      boolean isWithheld)
      implements Appended {}

  /// It had been stored before: its place and time then.
  record StoredBefore(long seq, Instant at) implements Appended {}

  /// @param retryAfter when it may be stored, null for unknown or never
  record Refused(ErrorCode why, Duration retryAfter) implements Appended {}
}
