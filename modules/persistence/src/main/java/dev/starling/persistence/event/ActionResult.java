package dev.starling.persistence.event;

import dev.starling.wire.ErrorCode;
import java.time.Duration;

/// What became of an [Action].
public sealed interface ActionResult extends Outcome {

  /// It is durable, as this event.
  ///
  /// @param previousXid the transaction that wrote the conversation's event before it, 0 for none
  /// @param memberVersion the version of the member list after it
  record Written(StoredEvent stored, long previousXid, int memberVersion) implements ActionResult {}

  /// Everything was so already.
  ///
  /// @param seq the event that made it so
  record Unchanged(long seq) implements ActionResult {}

  /// @param retryAfter when it may succeed, null for unknown or never
  record Refused(ErrorCode why, Duration retryAfter) implements ActionResult {}
}
