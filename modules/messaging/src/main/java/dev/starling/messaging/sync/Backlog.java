package dev.starling.messaging.sync;

import dev.starling.persistence.event.StoredEvent;
import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import io.vertx.core.Future;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/// The conversations a socket is behind in, read from the log one page at a time. Knows names only,
/// no events.
final class Backlog {

  /// Nearly all sockets are behind in nothing most of the time.
  private static final SequencedSet<ConversationId> NONE =
      Collections.unmodifiableSequencedSet(new LinkedHashSet<>());

  private final Log log;
  private final UserId reader;
  private final int pageMax;
  private SequencedSet<ConversationId> behind = NONE;
  private ConversationId reading;

  Backlog(Log log, UserId reader, int pageMax) {
    this.log = log;
    this.reader = reader;
    this.pageMax = pageMax;
  }

  void add(ConversationId conversation) {
    own();
    behind.add(conversation);
  }

  /// There is more of it: it comes first again.
  void putBack(ConversationId conversation) {
    own();
    behind.addFirst(conversation);
  }

  void clear() {
    behind = NONE;
  }

  int size() {
    return behind.size();
  }

  boolean holds(ConversationId conversation) {
    return conversation.equals(reading) || behind.contains(conversation);
  }

  boolean isEmpty() {
    return behind.isEmpty() && reading == null;
  }

  boolean canRead() {
    return !behind.isEmpty() && reading == null;
  }

  /// The next page of the first conversation, from where the tracks say the socket is.
  Future<Page> readNext(Tracks tracks) {
    ConversationId conversation = behind.removeFirst();
    behind = behind.isEmpty() ? NONE : behind;
    reading = conversation;
    Long last = tracks.lastOf(conversation);
    Future<Long> from =
        last != null
            ? Future.succeededFuture(last)
            : log.lastIn(tracks.baseline().snapshot(), conversation);
    return from.compose(seq -> log.after(reader, conversation, seq, pageMax))
        .map(events -> new Page(conversation, events, events.size() == pageMax))
        .onComplete(done -> reading = null)
        .onFailure(cause -> putBack(conversation));
  }

  private void own() {
    if (behind.isEmpty()) {
      behind = new LinkedHashSet<>();
    }
  }

  /// @param more whether there may be more behind it
  record Page(ConversationId conversation, List<StoredEvent> events, boolean more) {}
}
