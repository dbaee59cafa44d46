package dev.starling.messaging.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.persistence.Position;
import dev.starling.persistence.Snapshot;
import dev.starling.persistence.event.ChangeRepository.Change;
import dev.starling.persistence.event.StoredEvent;
import dev.starling.wire.ConversationId;
import dev.starling.wire.cluster.Delivery;
import dev.starling.wire.event.Signal;
import dev.starling.wire.frame.ServerFrame;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A socket behind a bus that loses, repeats and reorders, with transactions that commit out of
/// order, a reader that stalls, and reconnections: whatever happens, each socket sees each
/// conversation in sequence, without gap or duplicate, and in the end everything.
///
/// `-Dseed=N` runs one history again.
class InboxHostileBusTest {

  private static final int HISTORIES = 200;
  private static final int STEPS = 400;
  private static final List<ConversationId> CONVERSATIONS =
      IntStream.rangeClosed(1, 6).mapToObj(ConversationId::new).toList();

  private final MemoryLog log = new MemoryLog();
  private final SyncRig rig = new SyncRig(log);

  static LongStream seeds() {
    Long one = Long.getLong("seed");
    return one != null ? LongStream.of(one) : LongStream.range(0, HISTORIES);
  }

  @AfterEach
  void close() {
    rig.close();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everySocketSeesEveryConversationInSequence(long seed) {
    new History(seed).run();
  }

  private final class History {

    private final Random random;
    private final List<Delivery.Durable> onTheBus = new ArrayList<>();

    /// Reads of the log that have not been answered yet; their answers are of when they were asked.
    private final List<Promise<Void>> underWay = new ArrayList<>();

    private RecordingSink socket = new RecordingSink();
    private Inbox inbox;
    private Position reconciled = log.position();

    private Position looked;
    private List<Change> found;

    /// The newest that a socket was given.
    private String cursor = InboxCursor.write(reconciled);

    /// Where the socket of now began: the sequences its cursor had.
    private Map<String, Long> began = new HashMap<>();

    History(long seed) {
      this.random = new Random(seed);
      log.answering = this::answer;
      inbox = rig.open(cursor, socket);
    }

    void run() {
      for (int step = 0; step < STEPS; step++) {
        step();
        checkOrder();
      }
      log.running().forEach(xid -> onTheBus.addAll(log.commit(xid)));
      socket.full = false;
      inbox.drained();
      answerAll();
      if (looked != null) {
        tell();
      }
      reconcile();
      tell();
      answerAll();
      checkOrder();
      checkComplete();
    }

    private void step() {
      switch (random.nextInt(14)) {
        case 0, 1 -> log.begin();
        case 2, 3, 4 -> write();
        case 5, 6 -> commit();
        case 7, 8, 9 -> deliver();
        case 10 -> reconcile();
        case 11, 12 -> answerOne();
        default -> {
          if (random.nextInt(4) == 0) {
            reconnect();
          } else {
            stallOrGoOn();
          }
        }
      }
    }

    private Future<?> answer(Future<?> answer) {
      if (random.nextBoolean()) {
        return answer;
      }
      Promise<Void> go = Promise.promise();
      underWay.add(go);
      return random.nextInt(8) == 0
          ? go.future().compose(went -> Future.failedFuture("the database is away"))
          : go.future().compose(went -> answer);
    }

    private void answerOne() {
      if (!underWay.isEmpty()) {
        underWay.remove(random.nextInt(underWay.size())).complete();
      }
      rig.runLater();
    }

    private void answerAll() {
      log.answering = answer -> answer;
      while (!underWay.isEmpty()) {
        answerOne();
      }
      rig.runLater();
    }

    private void write() {
      log.running().stream()
          .skip(random.nextInt(log.running().size() + 1))
          .findFirst()
          .ifPresent(xid -> log.write(xid, anyConversation()));
    }

    private void commit() {
      log.running().stream()
          .skip(random.nextInt(log.running().size() + 1))
          .findFirst()
          .ifPresent(xid -> onTheBus.addAll(log.commit(xid)));
    }

    /// Any of them, once, twice or never.
    private void deliver() {
      if (onTheBus.isEmpty()) {
        return;
      }
      Delivery.Durable next = onTheBus.get(random.nextInt(onTheBus.size()));
      switch (random.nextInt(5)) {
        case 0 -> onTheBus.remove(next);
        case 1 -> inbox.receive(next);
        default -> {
          inbox.receive(next);
          onTheBus.remove(next);
        }
      }
    }

    /// Looks now and tells the inbox later, as a node does: the socket may be another one by then.
    private void reconcile() {
      if (looked == null) {
        looked = log.position();
        found = log.changesSince(reconciled.snapshot());
      } else {
        tell();
      }
    }

    private void tell() {
      Inbox there = inbox;
      List<Inboxes.Expectation> expected =
          found.stream().map(change -> new Inboxes.Expectation(there, change)).toList();
      String frame = ServerFrame.signal(new Signal.CaughtUp(InboxCursor.write(looked)));
      rig.inboxes().reconcile(expected, looked, frame);
      reconciled = looked;
      looked = null;
    }

    private void stallOrGoOn() {
      socket.full = !socket.full;
      if (!socket.full) {
        inbox.drained();
      }
    }

    private void reconnect() {
      inbox.close();
      cursor = socket.lastCursor() == null ? cursor : socket.lastCursor();
      Snapshot from = InboxCursor.read(cursor).snapshot();
      began = new HashMap<>();
      log.all().forEach((id, events) -> began.put(id.text(), lastIn(from, events)));
      socket = new RecordingSink();
      inbox = rig.open(cursor, socket);
    }

    private void checkOrder() {
      socket
          .sequences()
          .forEach(
              (conversation, seen) ->
                  assertThat(seen)
                      .as("conversation %s", conversation)
                      .isEqualTo(
                          LongStream.range(seen.getFirst(), seen.getFirst() + seen.size())
                              .boxed()
                              .toList()));
    }

    private void checkComplete() {
      Map<String, List<Long>> seen = socket.sequences();
      for (ConversationId conversation : CONVERSATIONS) {
        long from = began.getOrDefault(conversation.text(), 0L);
        assertThat(seen.getOrDefault(conversation.text(), List.of()))
            .as("conversation %s from %s", conversation, from)
            .isEqualTo(LongStream.rangeClosed(from + 1, log.headOf(conversation)).boxed().toList());
      }
    }

    private ConversationId anyConversation() {
      return CONVERSATIONS.get(random.nextInt(CONVERSATIONS.size()));
    }

    private static long lastIn(Snapshot snapshot, List<StoredEvent> events) {
      return events.stream()
          .filter(stored -> snapshot.includes(stored.xid()))
          .mapToLong(stored -> stored.event().seq())
          .max()
          .orElse(0);
    }
  }
}
