package dev.starling.messaging.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starling.persistence.Position;
import dev.starling.persistence.Snapshot;
import dev.starling.persistence.event.ChangeRepository.Change;
import dev.starling.wire.ConversationId;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.cluster.Delivery;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InboxTest {

  private static final ConversationId CHAT = new ConversationId(7);
  private static final ConversationId OTHER = new ConversationId(8);

  private final MemoryLog log = new MemoryLog();
  private final SyncRig rig = new SyncRig(log);
  private final RecordingSink socket = new RecordingSink();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void withoutACursorTheStreamBeginsNow() {
    log.writeAndCommit(CHAT, 3);

    Inbox inbox = rig.open(null, socket);
    log.writeAndCommit(CHAT, 1).forEach(inbox::receive);

    assertThat(socket.types()).containsExactly("caught-up", "message");
    assertThat(socket.sequences().get(CHAT.text())).containsExactly(4L);
  }

  /// The socket was silent once until the database had come so far.
  @Test
  void aCursorOfTheFutureIsAnsweredWithTooLong() {
    log.writeAndCommit(CHAT, 2);
    Position now = log.position();
    Snapshot future = new Snapshot(0, now.snapshot().xmax() + 1_000, List.of());

    Inbox inbox = rig.open(InboxCursor.write(new Position(now.epoch(), future, now.at())), socket);
    log.writeAndCommit(CHAT, 1).forEach(inbox::receive);

    assertThat(socket.types()).containsExactly("too-long", "caught-up", "message");
  }

  @Test
  void aResumeSendsWhatWasMissedAndThenSaysSo() {
    log.writeAndCommit(CHAT, 2);
    String cursor = InboxCursor.write(log.position());
    log.writeAndCommit(CHAT, 3);
    log.writeAndCommit(OTHER, 1);

    rig.open(cursor, socket);

    assertThat(socket.types())
        .containsExactly("message", "message", "message", "message", "caught-up");
    assertThat(socket.sequences().get(CHAT.text())).containsExactly(3L, 4L, 5L);
    assertThat(socket.sequences().get(OTHER.text())).containsExactly(1L);
  }

  @Test
  void aResumeIsReadInPages() {
    String cursor = InboxCursor.write(log.position());
    log.writeAndCommit(CHAT, SyncRig.PAGE * 5 / 2);

    rig.open(cursor, socket);

    assertThat(socket.sequences().get(CHAT.text())).isEqualTo(upTo(SyncRig.PAGE * 5 / 2));
  }

  @Test
  void aTransactionThatWasUnderWayAtTheCursorIsNotMissed() {
    long slow = log.begin();
    assertThat(log.write(slow, CHAT)).isTrue();
    log.writeAndCommit(OTHER, 1);
    String cursor = InboxCursor.write(log.position());
    log.commit(slow);

    rig.open(cursor, socket);

    assertThat(socket.sequences()).containsOnlyKeys(CHAT.text());
  }

  @Test
  void aGapIsFilledFromTheLog() {
    Inbox inbox = rig.open(null, socket);
    List<Delivery.Durable> sent = log.writeAndCommit(CHAT, 4);

    inbox.receive(sent.get(0));
    inbox.receive(sent.get(3));
    inbox.receive(sent.get(2));
    assertThat(socket.sequences().get(CHAT.text())).containsExactly(1L);
    rig.runLater();

    assertThat(socket.sequences().get(CHAT.text())).containsExactly(1L, 2L, 3L, 4L);
    assertThat(rig.inboxes().stats().fromLog().sum()).isEqualTo(3);
  }

  @Test
  void whatComesEarlyWaitsForWhatItFollows() {
    Inbox inbox = rig.open(null, socket);
    List<Delivery.Durable> sent = log.writeAndCommit(CHAT, 5);
    inbox.receive(sent.get(0));

    inbox.receive(sent.get(4));
    inbox.receive(sent.get(2));
    inbox.receive(sent.get(2));
    inbox.receive(sent.get(1));
    assertThat(socket.sequences().get(CHAT.text())).containsExactly(1L, 2L, 3L);
    inbox.receive(sent.get(3));
    rig.runLater();

    assertThat(socket.sequences().get(CHAT.text())).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(rig.inboxes().stats().fromLog().sum()).isZero();
  }

  @Test
  void anotherWaitHasATimeOfItsOwn() {
    Inbox inbox = rig.open(null, socket);
    List<Delivery.Durable> sent = log.writeAndCommit(CHAT, 5);
    inbox.receive(sent.get(0));
    inbox.receive(sent.get(2));
    inbox.receive(sent.get(1));
    List<Runnable> first = rig.takeLater();

    inbox.receive(sent.get(4));
    first.forEach(Runnable::run);
    assertThat(socket.sequences().get(CHAT.text())).containsExactly(1L, 2L, 3L);
    rig.runLater();

    assertThat(socket.sequences().get(CHAT.text())).containsExactly(1L, 2L, 3L, 4L, 5L);
  }

  @Test
  void moreThanAFewThatComeEarlyAreReadFromTheLog() {
    Inbox inbox = rig.open(null, socket);
    List<Delivery.Durable> sent = log.writeAndCommit(CHAT, SyncRig.EARLY_MAX + 3);
    inbox.receive(sent.get(0));

    sent.stream().skip(2).forEach(inbox::receive);

    assertThat(socket.sequences().get(CHAT.text())).isEqualTo(upTo(SyncRig.EARLY_MAX + 3));
  }

  @Test
  void aSocketThatFillsUpWhileTheEarlyAreWrittenGetsTheRestFromTheLog() {
    Inbox inbox = rig.open(null, socket);
    List<Delivery.Durable> sent = log.writeAndCommit(CHAT, 4);
    inbox.receive(sent.get(0));
    inbox.receive(sent.get(2));
    inbox.receive(sent.get(3));

    socket.fillsAfter = 1;
    inbox.receive(sent.get(1));
    assertThat(socket.sequences().get(CHAT.text())).containsExactly(1L, 2L);
    socket.full = false;
    inbox.drained();

    assertThat(socket.sequences().get(CHAT.text())).containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void theVeryFirstEventSeenMayShowThatOneBeforeItWasLost() {
    Inbox inbox = rig.open(null, socket);
    log.writeAndCommit(CHAT, 1); // Lost on the bus.

    log.writeAndCommit(CHAT, 1).forEach(inbox::receive);

    assertThat(socket.sequences().get(CHAT.text())).containsExactly(1L, 2L);
  }

  @Test
  void aRepetitionIsDropped() {
    Inbox inbox = rig.open(null, socket);
    List<Delivery.Durable> sent = log.writeAndCommit(CHAT, 2);

    sent.forEach(inbox::receive);
    sent.forEach(inbox::receive);

    assertThat(socket.sequences().get(CHAT.text())).containsExactly(1L, 2L);
  }

  @Test
  void aLateRepetitionOfWhatTheCursorHasIsDropped() {
    List<Delivery.Durable> before = log.writeAndCommit(CHAT, 2);
    Inbox inbox = rig.open(InboxCursor.write(log.position()), socket);

    before.forEach(inbox::receive);

    assertThat(socket.sequences()).isEmpty();
  }

  @Test
  void aLossWithoutSuccessorIsFoundByTheReconciliation() {
    Inbox inbox = rig.open(null, socket);
    log.writeAndCommit(CHAT, 2);
    assertThat(socket.sequences()).isEmpty();

    for (Change change : log.changesSince(Snapshot.NOTHING)) {
      inbox.expect(change);
    }

    assertThat(socket.sequences().get(CHAT.text())).containsExactly(1L, 2L);
  }

  @Test
  void aLossDuringTheResumeIsFoundByTheReconciliation() {
    // A bug that was: what the reconciliation expected of an inbox that was still catching up was
    // forgotten, and the next round moved its baseline over the lost event.
    String cursor = InboxCursor.write(log.position());
    log.writeAndCommit(OTHER, 1);
    List<Promise<Object>> held = rig.holdAnswers();
    Inbox inbox = rig.open(cursor, socket);
    rig.release(held); // The list of changes; the page of OTHER is held.
    log.writeAndCommit(CHAT, 1); // Lost on the bus.

    inbox.expect(new Change(CHAT, 1, log.all().get(CHAT).getLast().xid(), 1));
    rig.releaseAll(held);
    inbox.advance(log.position(), "{\"body\":{\"type\":\"caught-up\"}}");

    assertThat(socket.sequences()).containsOnlyKeys(CHAT.text(), OTHER.text());
  }

  @Test
  void aSlowReaderIsToldLaterWhatItCouldNotTake() {
    Inbox inbox = rig.open(null, socket);
    socket.full = true;
    log.writeAndCommit(CHAT, 300).forEach(inbox::receive);
    log.writeAndCommit(OTHER, 2).forEach(inbox::receive);
    assertThat(socket.sequences()).isEmpty();

    socket.full = false;
    inbox.drained();

    assertThat(socket.sequences().get(CHAT.text())).isEqualTo(upTo(300));
    assertThat(socket.sequences().get(OTHER.text())).containsExactly(1L, 2L);
  }

  @Test
  void aSignalIsDroppedWhenItCannotBeWrittenNow() {
    Inbox inbox = rig.open(null, socket);
    Delivery.Passing signal =
        new Delivery.Passing("{\"body\":{\"type\":\"receipt\"}}", List.of(MemoryLog.READER));

    socket.full = true;
    inbox.receive(signal);
    socket.full = false;
    inbox.drained();
    inbox.receive(signal);

    assertThat(socket.types()).containsExactly("caught-up", "receipt");
  }

  @Test
  void ofSignalsThatMakeOlderOnesVoidTheNewestIsWrittenWhenItCanBe() {
    List<Promise<Object>> held = rig.holdAnswers();
    Inbox inbox = rig.open(null, socket);
    inbox.receiveNewest("bob", "{\"body\":{\"type\":\"online\"}}");
    inbox.receiveNewest("bob", "{\"body\":{\"type\":\"offline\"}}");
    assertThat(socket.types()).isEmpty();
    rig.releaseAll(held);
    assertThat(socket.types()).containsExactly("caught-up", "offline");

    socket.full = true;
    inbox.receiveNewest("bob", "{\"body\":{\"type\":\"online\"}}");
    inbox.receiveNewest("carol", "{\"body\":{\"type\":\"hidden\"}}");
    socket.full = false;
    inbox.receiveNewest("bob", "{\"body\":{\"type\":\"away\"}}");

    assertThat(socket.types()).endsWith("away", "hidden").hasSize(4);
  }

  @Test
  void tooManyChangedConversationsAreTooLong() {
    String cursor = InboxCursor.write(log.position());
    for (long id = 1; id <= SyncRig.CONVERSATIONS_MAX + 1; id++) {
      log.writeAndCommit(new ConversationId(id), 2);
    }

    Inbox inbox = rig.open(cursor, socket);
    log.writeAndCommit(CHAT, 1).forEach(inbox::receive);

    assertThat(socket.types()).containsExactly("too-long", "caught-up", "message");
    assertThat(socket.events.getFirst().get("conversations")).hasSize(SyncRig.HEADS_MAX);
    assertThat(socket.events.getFirst().get("more").asBoolean()).isTrue();
    assertThat(socket.events.getFirst().get("conversations").get(0).get("headSeq").asLong())
        .isEqualTo(2);
  }

  @Test
  void tooManyMissedEventsAreTooLong() {
    String cursor = InboxCursor.write(log.position());
    log.writeAndCommit(CHAT, SyncRig.EVENTS_MAX + SyncRig.PAGE * 2);

    Inbox inbox = rig.open(cursor, socket);
    log.writeAndCommit(CHAT, 1).forEach(inbox::receive);

    assertThat(socket.types()).contains("too-long");
    assertThat(socket.types().subList(socket.types().indexOf("too-long"), socket.types().size()))
        .containsExactly("too-long", "caught-up", "message");
  }

  @Test
  void aCursorOfAnotherHistoryIsTooLong() {
    String cursor = InboxCursor.write(log.position());
    log.newEpoch();

    rig.open(cursor, socket);

    assertThat(socket.types()).containsExactly("too-long", "caught-up");
  }

  @Test
  void aHostileCursorIsRefused() {
    for (String hostile : List.of("", "x", "AAAA", "null", "🙂", "A".repeat(5_000))) {
      assertThatThrownBy(() -> rig.open(hostile, socket))
          .isInstanceOfSatisfying(
              Failure.Invalid.class,
              failure -> assertThat(failure.code()).isEqualTo(ErrorCode.BAD_CURSOR));
    }
  }

  @Test
  void aReadThatFailsIsTriedAgain() {
    String cursor = InboxCursor.write(log.position());
    log.writeAndCommit(CHAT, 3);
    List<String> failures = new ArrayList<>(List.of("since", "after"));
    log.answering =
        answer ->
            failures.isEmpty()
                ? answer
                : Future.failedFuture(new IllegalStateException(failures.removeFirst()));

    rig.open(cursor, socket);
    rig.runLater();
    rig.runLater();

    assertThat(socket.sequences().get(CHAT.text())).containsExactly(1L, 2L, 3L);
    assertThat(socket.types()).endsWith("caught-up");
  }

  @Test
  void aClosedInboxWritesNothing() {
    Inbox inbox = rig.open(null, socket);
    inbox.close();

    log.writeAndCommit(CHAT, 1).forEach(inbox::receive);
    inbox.drained();

    assertThat(socket.types()).containsExactly("caught-up");
    assertThat(rig.mailboxes().size()).isZero();
  }

  private static List<Long> upTo(int last) {
    return LongStream.rangeClosed(1, last).boxed().toList();
  }
}
