package dev.starling.messaging.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.starling.persistence.Position;
import dev.starling.persistence.Snapshot;
import dev.starling.persistence.event.ChangeRepository.Change;
import dev.starling.persistence.event.ChangeRepository.Changes;
import dev.starling.persistence.event.StoredEvent;
import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import dev.starling.wire.cluster.Delivery;
import dev.starling.wire.event.ConversationEvent;
import dev.starling.wire.frame.ServerFrame;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// A log with transactions and snapshots as PostgreSQL has them: a transaction gets its number when
/// it begins, and what it wrote is visible when it commits, in any order.
final class MemoryLog implements Log {

  static final UserId READER = new UserId(1);
  private static final UserId WRITER = new UserId(2);
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private final Map<ConversationId, List<StoredEvent>> events = new HashMap<>();
  private final SortedMap<Long, List<ConversationId>> running = new TreeMap<>();
  private String epoch = "e1";
  private long nextXid = 100;

  /// Answers may be delayed or failed by whoever tests.
  UnaryOperator<Future<?>> answering = answer -> answer;

  @CanIgnoreReturnValue
  long begin() {
    long xid = nextXid++;
    running.put(xid, new ArrayList<>());
    return xid;
  }

  Set<Long> running() {
    return Set.copyOf(running.keySet());
  }

  /// Adds an event in a transaction, which locks the conversation until it commits. False when
  /// another one has it.
  @CanIgnoreReturnValue
  boolean write(long xid, ConversationId conversation) {
    boolean taken =
        running.entrySet().stream()
            .anyMatch(other -> other.getKey() != xid && other.getValue().contains(conversation));
    return !taken && running.get(xid).add(conversation);
  }

  /// Says what the writing node would deliver now.
  @CanIgnoreReturnValue
  List<Delivery.Durable> commit(long xid) {
    return running.remove(xid).stream().map(conversation -> append(conversation, xid)).toList();
  }

  @CanIgnoreReturnValue
  List<Delivery.Durable> writeAndCommit(ConversationId conversation, int count) {
    long xid = begin();
    for (int i = 0; i < count; i++) {
      assertThat(write(xid, conversation)).isTrue();
    }
    return commit(xid);
  }

  private Delivery.Durable append(ConversationId conversation, long xid) {
    List<StoredEvent> log = events.computeIfAbsent(conversation, id -> new ArrayList<>());
    long seq = log.size() + 1L;
    long previous = log.isEmpty() ? 0 : log.getLast().xid();
    ConversationEvent event =
        new ConversationEvent.Message(conversation, seq, WRITER, NOON, "k" + seq, "text " + seq);
    log.add(new StoredEvent(event, xid));
    return new Delivery.Durable(
        conversation, seq, xid, previous, ServerFrame.event(event), List.of(READER));
  }

  void newEpoch() {
    epoch = "e2";
  }

  Position position() {
    long xmin = running.isEmpty() ? nextXid : running.firstKey();
    Snapshot snapshot = new Snapshot(xmin, nextXid, List.copyOf(running.keySet()));
    return new Position(epoch, snapshot, NOON);
  }

  long headOf(ConversationId conversation) {
    return events.getOrDefault(conversation, List.of()).size();
  }

  Map<ConversationId, List<StoredEvent>> all() {
    return events;
  }

  List<Change> changesSince(Snapshot snapshot) {
    return events.entrySet().stream()
        .map(log -> change(log.getKey(), log.getValue()))
        .filter(change -> !snapshot.includes(change.xid()))
        .sorted(Comparator.comparingLong(Change::xid))
        .toList();
  }

  @Override
  public Future<Position> now() {
    return answer(position());
  }

  @Override
  public Future<Changes> since(Position position, UserId user, int limit) {
    List<Change> changes = changesSince(position.snapshot());
    int from = Math.max(0, changes.size() - limit);
    return answer(new Changes(position(), changes.subList(from, changes.size())));
  }

  @Override
  public Future<List<StoredEvent>> after(
      UserId reader, ConversationId conversation, long seq, int limit) {
    return answer(
        events.getOrDefault(conversation, List.of()).stream()
            .filter(stored -> stored.event().seq() > seq)
            .limit(limit)
            .toList());
  }

  @Override
  public Future<Long> lastIn(Snapshot snapshot, ConversationId conversation) {
    return answer(
        events.getOrDefault(conversation, List.of()).stream()
            .filter(stored -> snapshot.includes(stored.xid()))
            .mapToLong(stored -> stored.event().seq())
            .max()
            .orElse(0));
  }

  @SuppressWarnings("unchecked")
  private <T> Future<T> answer(T value) {
    return (Future<T>) answering.apply(Future.succeededFuture(value));
  }

  private static Change change(ConversationId conversation, List<StoredEvent> log) {
    return new Change(conversation, log.size(), log.getLast().xid(), 1);
  }
}
