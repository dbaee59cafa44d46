package dev.starling.messaging.sync;

import dev.starling.persistence.Position;
import dev.starling.wire.ConversationId;
import dev.starling.wire.cluster.Delivery;
import java.util.HashMap;
import java.util.Map;

/// Up to where one socket has each conversation: everything in the baseline, and for conversations
/// in which something came after it, a track.
final class Tracks {

  /// @param xid the transaction that wrote the event with this sequence
  private record Track(long seq, long xid) {}

  /// Nearly all sockets have none most of the time, and then there is no map either.
  private Map<ConversationId, Track> tracks = Map.of();

  private Position baseline;

  Tracks(Position baseline) {
    this.baseline = baseline;
  }

  Position baseline() {
    return baseline;
  }

  /// The last sequence the socket has, null when only the baseline knows.
  Long lastOf(ConversationId conversation) {
    Track track = tracks.get(conversation);
    return track == null ? null : (Long) track.seq();
  }

  /// Whether the socket has the event with this sequence, which that transaction wrote.
  boolean has(ConversationId conversation, long seq, long xid) {
    Track track = tracks.get(conversation);
    return track == null ? baseline.snapshot().includes(xid) : seq <= track.seq();
  }

  /// Whether the socket has everything before this event.
  boolean isNext(Delivery.Durable event) {
    Track track = tracks.get(event.conversation());
    return track == null
        ? baseline.snapshot().includes(event.previousXid())
        : event.seq() == track.seq() + 1;
  }

  void moveTo(ConversationId conversation, long seq, long xid) {
    if (tracks.isEmpty()) {
      tracks = new HashMap<>();
    }
    tracks.put(conversation, new Track(seq, xid));
  }

  /// The socket has everything at this position: tracks that add nothing to it are forgotten.
  void advance(Position position) {
    baseline = position;
    if (!tracks.isEmpty()) {
      tracks.values().removeIf(track -> position.snapshot().includes(track.xid()));
      tracks = tracks.isEmpty() ? Map.of() : tracks;
    }
  }

  boolean isEmpty() {
    return tracks.isEmpty();
  }
}
