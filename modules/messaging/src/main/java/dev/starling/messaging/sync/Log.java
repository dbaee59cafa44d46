package dev.starling.messaging.sync;

import dev.starling.persistence.Position;
import dev.starling.persistence.Snapshot;
import dev.starling.persistence.event.ChangeRepository.Changes;
import dev.starling.persistence.event.StoredEvent;
import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import io.vertx.core.Future;
import java.util.List;

/// What inboxes read when they are behind.
interface Log {

  Future<Position> now();

  Future<Changes> since(Position position, UserId user, int limit);

  /// In sequence order, as they are for the reader now.
  Future<List<StoredEvent>> after(UserId reader, ConversationId conversation, long seq, int limit);

  /// The sequence of the conversation's last event in the snapshot, 0 for none.
  Future<Long> lastIn(Snapshot snapshot, ConversationId conversation);
}
