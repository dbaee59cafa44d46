package dev.starling.messaging.sync;

import dev.starling.persistence.event.StoredEvent;
import dev.starling.wire.ConversationId;
import io.vertx.core.Future;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/// The conversations a socket is behind in, read from the log one page at a time. Knows names only,
/// no events.
final class Backlog {

  private final Log log;
  private final int pageMax;
  private final SequencedSet<ConversationId> behind = new LinkedHashSet<>();
  private ConversationId reading;

  Backlog(Log log, int pageMax) {
    this.log = log;
    this.pageMax = pageMax;
  }

  void add(ConversationId conversation) {
    behind.add(conversation);
  }

  /// There is more of it: it comes first again.
  void putBack(ConversationId conversation) {
    behind.addFirst(conversation);
  }

  void clear() {
    behind.clear();
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
    reading = conversation;
    Long last = tracks.lastOf(conversation);
    Future<Long> from =
        last != null
            ? Future.succeededFuture(last)
            : log.lastIn(tracks.baseline().snapshot(), conversation);
    return from.compose(seq -> log.after(conversation, seq, pageMax))
        .map(events -> new Page(conversation, events, events.size() == pageMax))
        .onComplete(done -> reading = null)
        .onFailure(cause -> putBack(conversation));
  }

  /// @param more whether there may be more behind it
  record Page(ConversationId conversation, List<StoredEvent> events, boolean more) {}
}
