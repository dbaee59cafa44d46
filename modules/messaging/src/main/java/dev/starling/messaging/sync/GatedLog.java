package dev.starling.messaging.sync;

import dev.starling.persistence.Position;
import dev.starling.persistence.Snapshot;
import dev.starling.persistence.event.ChangeRepository;
import dev.starling.persistence.event.ChangeRepository.Changes;
import dev.starling.persistence.event.EventRepository;
import dev.starling.persistence.event.StoredEvent;
import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Supplier;

/// The log in PostgreSQL, a few reads at a time: when a node dies and ten thousand sockets resume
/// at once, they wait for each other here and leave connections to those who write. Owned by one
/// event loop; at most one read of each socket waits.
final class GatedLog implements Log {

  private final EventRepository events;
  private final ChangeRepository changes;
  private final int readsMax;
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private int reads;
  private boolean askingNow;

  /// For those who want to know what is now after the answer under way; null when nobody does.
  private Promise<Position> nextNow;

  GatedLog(EventRepository events, ChangeRepository changes, int readsMax) {
    this.events = events;
    this.changes = changes;
    this.readsMax = readsMax;
  }

  /// One question at a time, for all who want to know before it is asked: a thousand sockets that
  /// come at once are a few questions.
  @Override
  public Future<Position> now() {
    nextNow = nextNow == null ? Promise.promise() : nextNow;
    Future<Position> answer = nextNow.future();
    askNow();
    return answer;
  }

  private void askNow() {
    if (!askingNow && nextNow != null) {
      askingNow = true;
      enter(this::startNow).onComplete(done -> askNow());
    }
  }

  private Future<Position> startNow() {
    Promise<Position> asked = nextNow;
    nextNow = null;
    return changes.now().onComplete(done -> askingNow = false).onComplete(asked);
  }

  @Override
  public Future<Changes> since(Position position, UserId user, int limit) {
    return enter(() -> changes.since(position, user, limit));
  }

  @Override
  public Future<List<StoredEvent>> after(
      UserId reader, ConversationId conversation, long seq, int limit) {
    return enter(() -> events.after(reader, conversation, seq, limit));
  }

  @Override
  public Future<Long> lastIn(Snapshot snapshot, ConversationId conversation) {
    return enter(() -> events.lastIn(snapshot, conversation));
  }

  private <T> Future<T> enter(Supplier<Future<T>> read) {
    Promise<T> answer = Promise.promise();
    waiting.add(() -> read.get().onComplete(answer).onComplete(done -> leave()));
    next();
    return answer.future();
  }

  private void leave() {
    reads--;
    next();
  }

  private void next() {
    while (reads < readsMax && !waiting.isEmpty()) {
      reads++;
      waiting.remove().run();
    }
  }
}
