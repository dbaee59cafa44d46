package dev.starling.messaging.sync;

import dev.starling.persistence.Position;
import dev.starling.persistence.Snapshot;
import dev.starling.wire.Cursor;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/// A [Position] as the opaque text that clients keep and resume with.
final class InboxCursor {

  private static final long VERSION = 1;

  /// With more writers under way than this, the cursor stands for a slightly earlier moment: the
  /// resume repeats a little, and the cursor stays short.
  private static final int IN_PROGRESS_MAX = 24;

  private InboxCursor() {}

  static String write(Position position) {
    return Cursor.of(
        VERSION, position.epoch(), position.at(), shortened(position.snapshot()).text());
  }

  /// Throws [Failure.Invalid] for what [#write] cannot have written.
  static Position read(String cursor) {
    return Cursor.read(cursor, InboxCursor::position);
  }

  private static Position position(Cursor.Reader in) throws IOException {
    if (in.number() != VERSION) {
      throw new Failure.Invalid(ErrorCode.BAD_CURSOR, "cursor: of another release");
    }
    String epoch = in.text();
    Instant at = in.time();
    return new Position(epoch, Snapshot.parse(in.text()), at);
  }

  private static Snapshot shortened(Snapshot snapshot) {
    return snapshot.inProgress().size() <= IN_PROGRESS_MAX
        ? snapshot
        : new Snapshot(snapshot.xmin(), snapshot.xmin(), List.of());
  }
}
