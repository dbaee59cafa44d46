package dev.starling.persistence.media;

import static dev.starling.persistence.event.Chat.ALICE;
import static dev.starling.persistence.event.Chat.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.starling.persistence.Database;
import dev.starling.persistence.FreshDatabase;
import dev.starling.persistence.event.Action;
import dev.starling.persistence.event.ActionResult;
import dev.starling.persistence.event.ActionWriter;
import dev.starling.persistence.event.Appended;
import dev.starling.persistence.event.Chat;
import dev.starling.persistence.event.EventRepository;
import dev.starling.persistence.event.EventWriters;
import dev.starling.persistence.event.NewMessage;
import dev.starling.wire.ConversationId;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.MediaId;
import dev.starling.wire.event.ConversationEvent;
import dev.starling.wire.event.MessageDetail;
import dev.starling.wire.json.Json;
import dev.starling.wire.media.Attachment;
import dev.starling.wire.media.MediaKind;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What refers to a file keeps it, and nothing else does.
@ExtendWith(VertxExtension.class)
class AttachmentsIT {

  private static final AtomicLong IDS = new AtomicLong(36L * 36 * 36);
  private static final int MESSAGES = 400;

  private static Database database;
  private static EventWriters writers;
  private static EventWriters otherNode;
  private static ActionWriter actions;
  private static MediaRepository media;
  private static EventRepository events;

  private ConversationId chat;

  @BeforeAll
  static void open(Vertx vertx) {
    database = FreshDatabase.open(vertx);
    writers = Chat.writers(vertx, database, 1);
    otherNode = Chat.writers(vertx, database, 1);
    actions = new ActionWriter(database);
    media = new MediaRepository(database);
    events = new EventRepository(database, Clock.systemUTC());
  }

  @BeforeEach
  void openChat() {
    chat = Chat.group(database, ALICE, BOB); // Its owner is Alice.
  }

  @Test
  void aMessageKeepsItsFilesUntilItIsDeleted() {
    MediaId one = file();
    MediaId other = file();
    long seq = said("", one, other);

    assertThat(collected()).doesNotContain(one, other);

    act("delete_message", seq);
    assertThat(collected()).contains(one, other);
  }

  @Test
  void aFileStaysWhileAForwardHasIt() {
    MediaId file = file();
    long first = said("look", file);
    long second = said("", file);

    act("delete_message", first);
    assertThat(collected()).doesNotContain(file);

    act("delete_message", second);
    assertThat(collected()).contains(file);
  }

  @Test
  void whatNothingRefersToIsCollected() {
    MediaId file = file();

    assertThat(collected()).contains(file);
  }

  @Test
  void eventsThatAreRemovedKeepNothing() {
    MediaId file = file();
    said("", file);

    database.run("delete from event where conversation_id = $1", chat.value()).await();

    assertThat(collected()).contains(file);
  }

  @Test
  void aMessageWithAFileThatIsGoneIsRefusedAndTheOthersOfItsBatchAreNot() {
    MediaId gone = file();
    MediaId there = file();
    assertThat(media.giveUp(gone, ALICE).await()).isTrue();

    Future<Appended> refused = writers.append(message("x", gone, there));
    Future<Appended> stored = writers.append(message("x", there));

    assertThat(refused.await()).isEqualTo(new Appended.Refused(ErrorCode.MEDIA_NOT_FOUND, null));
    assertThat(stored.await()).isInstanceOf(Appended.Stored.class);
    assertThat(uses(there)).isEqualTo(1);
  }

  @Test
  void theSameNameWithOtherFilesIsAnotherMessage() {
    NewMessage first = message("", file());
    NewMessage other =
        new NewMessage(chat, ALICE, first.clientId(), "", message("", file()).detail());
    Appended.Stored stored = (Appended.Stored) writers.append(first).await();

    assertThat(writers.append(first).await())
        .isEqualTo(new Appended.StoredBefore(stored.seq(), stored.at()));
    assertThat(writers.append(other).await())
        .isEqualTo(new Appended.Refused(ErrorCode.CLIENT_ID_REUSED, null));
  }

  @Test
  void anEditKeepsTheFilesAndMayTakeAllOfTheText() {
    MediaId file = file();
    long seq = said("look", file);
    long plain = said("no files");

    assertThat(edit(seq, "")).isInstanceOf(ActionResult.Written.class);
    assertThat(edit(plain, "")).isEqualTo(new ActionResult.Refused(ErrorCode.TEXT_EMPTY, null));

    ConversationEvent.Message message =
        (ConversationEvent.Message) events.find(BOB, chat, seq).await().orElseThrow();
    assertThat(message.text()).isEmpty();
    assertThat(message.detail().attachments()).containsExactly(attachment(file));
    assertThat(uses(file)).isEqualTo(1);
  }

  @Test
  void aGroupKeepsItsPictureUntilItHasAnother() {
    MediaId one = file();
    picture(one.text());
    picture(one.text());
    assertThat(collected()).doesNotContain(one);
    MediaId other = file();
    picture(other.text());
    assertThat(uses(one)).isZero();
    assertThat(uses(other)).isEqualTo(1);
    assertThat(picture("m1")).isEqualTo(new ActionResult.Refused(ErrorCode.MEDIA_NOT_FOUND, null));
    picture("");
    assertThat(collected()).contains(one, other);
  }

  /// Two nodes whose messages bring the same files in different orders must not wait for each
  /// other.
  @Test
  void countsAreRightWhoeverWritesAtOnce() {
    List<MediaId> files = Stream.generate(AttachmentsIT::file).limit(5).toList();
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    List<ConversationId> chats =
        IntStream.range(0, 8).mapToObj(i -> Chat.group(database, ALICE, BOB)).toList();
    int[] expected = new int[files.size()];
    List<Future<Appended>> sent = new ArrayList<>();
    for (int i = 0; i < MESSAGES; i++) {
      List<MediaId> some = new ArrayList<>(files);
      Collections.shuffle(some, random);
      some = some.subList(0, 2);
      some.forEach(file -> expected[files.indexOf(file)]++);
      NewMessage message = message("", some.toArray(MediaId[]::new));
      ConversationId anyChat = chats.get(random.nextInt(chats.size()));
      EventWriters node = random.nextBoolean() ? writers : otherNode;
      sent.add(
          node.append(new NewMessage(anyChat, ALICE, message.clientId(), "", message.detail())));
    }

    assertThat(sent).allSatisfy(one -> assertThat(one.await()).isInstanceOf(Appended.Stored.class));
    assertThat(files.stream().mapToInt(AttachmentsIT::uses)).containsExactly(box(expected));
  }

  private static Integer[] box(int[] numbers) {
    return IntStream.of(numbers).boxed().toArray(Integer[]::new);
  }

  /// What a sweep of now would take, had it no patience.
  private static List<MediaId> collected() {
    return media.claimIdle(Duration.ofDays(1), Duration.ZERO, Duration.ofDays(1), 1_000).await();
  }

  private static MediaId file() {
    MediaId id = new MediaId(IDS.incrementAndGet());
    database
        .run(
            """
            insert into media (id, owner_id, state, name, size, created_at, idle_since, kind, content_type)
              values ($1, $2, 1, 'a.txt', 3, now(), now(), 3, 'text/plain')
            """,
            id.value(),
            ALICE.value())
        .await();
    return id;
  }

  private static int uses(MediaId file) {
    return database
        .run("select uses from media where id = $1", file.value())
        .await()
        .iterator()
        .next()
        .getInteger(0);
  }

  private static Attachment attachment(MediaId id) {
    return new Attachment(
        id, MediaKind.FILE, "text/plain", "a.txt", 3, null, null, null, null, false);
  }

  @CanIgnoreReturnValue
  private long said(String text, MediaId... files) {
    return ((Appended.Stored) writers.append(message(text, files)).await()).seq();
  }

  private NewMessage message(String text, MediaId... files) {
    MessageDetail detail =
        MessageDetail.NONE
            .bringing(Stream.of(files).map(AttachmentsIT::attachment).toList())
            .orNull();
    return new NewMessage(
        chat, ALICE, "n" + IDS.incrementAndGet(), text, detail == null ? null : Json.write(detail));
  }

  @CanIgnoreReturnValue
  private ActionResult act(String action, Object... parameters) {
    return actions.run(Action.of(action, chat, ALICE, parameters)).await();
  }

  private ActionResult edit(long seq, String text) {
    return act("edit_message", seq, text, 3_600L, null);
  }

  @CanIgnoreReturnValue
  private ActionResult picture(String id) {
    return act("change_group", null, null, id, null, null, null, null, null);
  }
}
