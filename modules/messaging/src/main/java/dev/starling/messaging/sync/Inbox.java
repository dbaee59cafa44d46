package dev.starling.messaging.sync;

import dev.starling.persistence.Position;
import dev.starling.persistence.event.ChangeRepository.Change;
import dev.starling.persistence.event.ChangeRepository.Changes;
import dev.starling.persistence.event.StoredEvent;
import dev.starling.routing.delivery.Mailbox;
import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import dev.starling.wire.cluster.Delivery;
import dev.starling.wire.event.Signal;
import dev.starling.wire.frame.ServerFrame;
import io.vertx.core.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// One socket's event stream. Owned by the socket's event loop; every method is called there. How
/// it stays complete is told in the package's page.
public final class Inbox implements Mailbox {

  private enum State {
    /// What changed since the baseline is being asked for: everything waits.
    ASKING,
    /// What was missed is being sent.
    CATCHING_UP,
    LIVE,
    CLOSED
  }

  private final UserId user;
  private final Sink sink;
  private final Inboxes home;
  private final SyncConfig config;
  private final Log log;
  private final Backlog backlog;
  private final Early early;

  private State state = State.ASKING;
  private Tracks tracks;

  /// Where the socket is once the backlog is empty; null unless catching up.
  private Position target;

  /// Events sent since the catching up began.
  private int missed;

  /// The reconciliation lost count while this inbox was catching up.
  private boolean recheckWhenLive;

  /// Signals that wait for the socket, by what they are about; null for none.
  private SequencedMap<Object, String> newest;

  private boolean owesCursor;
  private long cursorNanos;

  Inbox(UserId user, Sink sink, Inboxes home, SyncConfig config, Log log) {
    this.user = user;
    this.sink = sink;
    this.home = home;
    this.config = config;
    this.log = log;
    this.backlog = new Backlog(log, user, config.pageEventsMax());
    this.early = new Early(config.earlyMax(), home::soon, this::fallBehind);
  }

  public UserId user() {
    return user;
  }

  Inboxes home() {
    return home;
  }

  @Override
  public Context context() {
    return home.context();
  }

  /// Begins with what happens from now on.
  void startNow() {
    log.now()
        .onSuccess(now -> ifOpen(() -> beginAt(now)))
        .onFailure(cause -> later(this::startNow));
  }

  /// Begins with everything since the position.
  void startFrom(Position position) {
    state = State.ASKING;
    early.clear();
    missed = 0;
    if (tracks == null) {
      tracks = new Tracks(position);
    }
    log.since(position, user, config.resumeConversationsMax() + 1)
        .onSuccess(changes -> ifOpen(() -> resume(position, changes)))
        .onFailure(cause -> later(() -> startFrom(position)));
  }

  @Override
  public void receive(Delivery delivery) {
    switch (delivery) {
      case Delivery.Durable event -> receive(event);
      case Delivery.Passing signal -> {
        if (state == State.LIVE && !sink.isFull()) {
          sink.write(signal.frame());
        }
      }
    }
  }

  /// Takes a signal that makes older ones about the same thing void: it is written as soon as the
  /// socket takes it, if no newer one came before.
  public void receiveNewest(Object about, String frame) {
    if (state != State.CLOSED) {
      newest = newest == null ? new LinkedHashMap<>() : newest;
      newest.put(about, frame);
      writeNewest();
    }
  }

  private void writeNewest() {
    while (newest != null && state == State.LIVE && !sink.isFull()) {
      sink.write(newest.pollFirstEntry().getValue());
      newest = newest.isEmpty() ? null : newest;
    }
  }

  /// The socket takes more again.
  public void drained() {
    pump();
    writeNewest();
  }

  public void close() {
    if (state != State.CLOSED) {
      state = State.CLOSED;
      backlog.clear();
      early.clear();
      newest = null;
      home.closed(this);
    }
  }

  /// By now the socket should have this.
  void expect(Change change) {
    if (state != State.CLOSED && lacks(change.conversation(), change.headSeq(), change.xid())) {
      home.stats().lost().add(state == State.LIVE && backlog.isEmpty() ? 1 : 0);
      fallBehind(change.conversation());
    }
  }

  /// Everything committed at this position has been expected of this inbox.
  ///
  /// @param cursorFrame the position as a cursor, one frame for all sockets
  void advance(Position position, String cursorFrame) {
    boolean complete =
        state == State.LIVE
            && backlog.isEmpty()
            && position.snapshot().includes(tracks.baseline().snapshot());
    if (!complete) {
      return;
    }
    tracks.advance(position);
    if (owesCursor
        && !sink.isFull()
        && System.nanoTime() - cursorNanos >= config.cursorEvery().toNanos()) {
      writeCursor(cursorFrame);
    }
  }

  /// Whether [#advance] has anything to do here.
  boolean isActive() {
    return state != State.CLOSED && (owesCursor || (tracks != null && !tracks.isEmpty()));
  }

  /// Transaction numbers mean something else now: the client has to load what it shows.
  void restart(Position now) {
    ifOpen(() -> tooLong(now, List.of()));
  }

  /// The reconciliation lost count: this inbox finds out by itself what it lacks.
  void recheck() {
    if (state == State.LIVE) {
      startFrom(tracks.baseline());
    } else {
      recheckWhenLive = true;
    }
  }

  private void receive(Delivery.Durable event) {
    ConversationId conversation = event.conversation();
    if (state == State.CLOSED || !lacks(conversation, event.seq(), event.xid())) {
      return;
    }
    boolean writable = state == State.LIVE && !sink.isFull() && !backlog.holds(conversation);
    if (writable && tracks.isNext(event)) {
      writeLive(event);
      writeEarly(conversation);
    } else if (!writable || !mayBeEarly(event) || !early.add(event)) {
      fallBehind(conversation);
    }
  }

  /// Whoever has just joined, or has heard nothing for a while, may never get what is missing by
  /// the bus; whoever has just heard of the conversation most likely will.
  private boolean mayBeEarly(Delivery.Durable event) {
    return tracks.lastOf(event.conversation()) != null;
  }

  /// What came before the event that was just written and follows it.
  private void writeEarly(ConversationId conversation) {
    for (Delivery.Durable next = early.next(conversation, tracks::isNext);
        next != null;
        next = early.next(conversation, tracks::isNext)) {
      if (sink.isFull()) {
        fallBehind(conversation);
        return;
      }
      writeLive(next);
    }
  }

  private void writeLive(Delivery.Durable event) {
    home.stats().live().increment();
    write(event.frame(), event.conversation(), event.seq(), event.xid());
  }

  /// While it is not known what the socket has, it may lack anything.
  private boolean lacks(ConversationId conversation, long seq, long xid) {
    return tracks == null || !tracks.has(conversation, seq, xid);
  }

  private void fallBehind(ConversationId conversation) {
    early.drop(conversation);
    backlog.add(conversation);
    if (state == State.LIVE && backlog.size() > config.behindMax()) {
      backlog.clear();
      startFrom(tracks.baseline());
    } else {
      pump();
    }
  }

  private void resume(Position from, Changes changes) {
    Position now = changes.asOf();
    // A cursor of the future is none of ours, or of what a restored database has forgotten.
    boolean sameHistory =
        now.epoch().equals(from.epoch()) && from.snapshot().xmax() <= now.snapshot().xmax();
    if (sameHistory && changes.changes().size() <= config.resumeConversationsMax()) {
      changes.changes().forEach(change -> backlog.add(change.conversation()));
      catchUpTo(now);
    } else {
      tooLong(now, changes.changes());
    }
  }

  private void tooLong(Position now, List<Change> changes) {
    int from = Math.max(0, changes.size() - config.headsMax());
    List<Signal.Head> heads =
        changes.subList(from, changes.size()).reversed().stream()
            .map(change -> new Signal.Head(change.conversation(), change.headSeq()))
            .toList();
    sink.write(ServerFrame.signal(new Signal.TooLong(heads, from > 0)));
    beginAt(now);
  }

  private void beginAt(Position now) {
    early.clear();
    tracks = new Tracks(now);
    catchUpTo(now);
  }

  private void catchUpTo(Position now) {
    state = State.CATCHING_UP;
    target = now;
    pump();
  }

  /// Reads on where the socket is behind, as long as it takes more.
  private void pump() {
    boolean ready = state == State.CATCHING_UP || state == State.LIVE;
    if (!ready || sink.isFull()) {
      return;
    }
    if (backlog.canRead()) {
      Tracks asked = tracks;
      backlog
          .readNext(asked)
          .onSuccess(page -> ifOpen(() -> take(page, asked)))
          .onFailure(cause -> later(this::pump));
    } else if (state == State.CATCHING_UP && backlog.isEmpty()) {
      caughtUp();
    }
  }

  private void take(Backlog.Page page, Tracks asked) {
    boolean all = asked == tracks && writeAll(page);
    if (!all || page.more()) {
      backlog.putBack(page.conversation());
    }
    if (missed > config.resumeEventsMax()) {
      giveUpCatchingUp();
    } else {
      pump();
    }
  }

  /// False when the socket is full before the end.
  private boolean writeAll(Backlog.Page page) {
    for (StoredEvent stored : page.events()) {
      if (sink.isFull()) {
        return false;
      }
      long seq = stored.event().seq();
      home.stats().fromLog().increment();
      write(ServerFrame.event(stored.event()), page.conversation(), seq, stored.xid());
      missed += state == State.CATCHING_UP ? 1 : 0;
    }
    return true;
  }

  private void giveUpCatchingUp() {
    state = State.ASKING;
    missed = 0;
    log.now()
        .onSuccess(now -> ifOpen(() -> tooLong(now, List.of())))
        .onFailure(cause -> later(() -> startFrom(tracks.baseline())));
  }

  private void write(String frame, ConversationId conversation, long seq, long xid) {
    sink.write(frame);
    tracks.moveTo(conversation, seq, xid);
    owesCursor = true;
    home.active(this);
  }

  private void caughtUp() {
    tracks.advance(target);
    state = State.LIVE;
    writeCursor(home.caughtUp(target));
    target = null;
    writeNewest();
    if (recheckWhenLive) {
      recheckWhenLive = false;
      startFrom(tracks.baseline());
    }
  }

  private void writeCursor(String frame) {
    sink.write(frame);
    owesCursor = false;
    cursorNanos = System.nanoTime();
  }

  private void ifOpen(Runnable action) {
    if (state != State.CLOSED) {
      action.run();
    }
  }

  private void later(Runnable action) {
    home.later(() -> ifOpen(action));
  }
}
