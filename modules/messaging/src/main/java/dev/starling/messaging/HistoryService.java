package dev.starling.messaging;

import dev.starling.persistence.event.EventRepository;
import dev.starling.persistence.event.StoredEvent;
import dev.starling.wire.ConversationId;
import dev.starling.wire.Cursor;
import dev.starling.wire.PageRequest;
import dev.starling.wire.UserId;
import dev.starling.wire.conversation.History;
import dev.starling.wire.conversation.ReadEvents;
import dev.starling.wire.conversation.ReadThreadEvents;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.List;

/// The history of a conversation, forwards from a place or backwards from the newest.
public final class HistoryService {

  /// Where a page begins and which way it goes.
  private record Place(boolean forwards, long seq) {

    static Place of(ReadEvents read, PageRequest page) {
      Place behind = page.after(Place::read);
      if (behind != null) {
        return behind;
      }
      return read.after() != null
          ? new Place(true, read.after())
          : new Place(false, read.before() == null ? Long.MAX_VALUE : read.before());
    }

    private static Place read(Cursor.Reader in) throws IOException {
      return new Place(in.number() == 1, in.number());
    }

    String cursorAt(StoredEvent last) {
      return Cursor.of(forwards ? 1L : 0L, last.event().seq());
    }
  }

  private final EventRepository events;
  private final Membership membership;

  HistoryService(EventRepository events, Membership membership) {
    this.events = events;
    this.membership = membership;
  }

  public Future<History> read(UserId user, ReadEvents read) {
    PageRequest page = PageRequest.of(read.limit(), read.cursor());
    Place place = Place.of(read, page);
    return page(
        user, read.conversation(), page, place, place.forwards() ? events::after : events::before);
  }

  /// The replies under a message.
  public Future<History> readThread(UserId user, ReadThreadEvents read) {
    PageRequest page = PageRequest.of(read.limit(), read.cursor());
    Place place = Place.of(read.part(), page);
    long root = read.thread();
    return page(
        user,
        read.conversation(),
        page,
        place,
        place.forwards()
            ? (reader, in, seq, limit) -> events.repliesAfter(reader, in, root, seq, limit)
            : (reader, in, seq, limit) -> events.repliesBefore(reader, in, root, seq, limit));
  }

  private interface Part {
    Future<List<StoredEvent>> find(UserId reader, ConversationId conversation, long seq, int limit);
  }

  private Future<History> page(
      UserId user, ConversationId conversation, PageRequest page, Place place, Part part) {
    return membership
        .require(user, conversation)
        .compose(member -> part.find(user, conversation, place.seq(), page.limitAndOne()))
        .map(found -> page.page(found, place::cursorAt))
        .map(
            stored ->
                new History(
                    stored.items().stream().map(StoredEvent::event).toList(), stored.next()));
  }
}
