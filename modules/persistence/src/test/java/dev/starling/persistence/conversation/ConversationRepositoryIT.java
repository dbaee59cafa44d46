package dev.starling.persistence.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.starling.persistence.Database;
import dev.starling.persistence.FreshDatabase;
import dev.starling.persistence.conversation.ConversationRepository.Opened;
import dev.starling.persistence.conversation.ConversationRepository.Place;
import dev.starling.persistence.event.Chat;
import dev.starling.persistence.event.EventWriters;
import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import dev.starling.wire.conversation.Conversation;
import dev.starling.wire.conversation.Kind;
import dev.starling.wire.conversation.Standing;
import dev.starling.wire.event.ConversationEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Clock;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class ConversationRepositoryIT {

  private static long users = 100;

  private static Database database;
  private static ConversationRepository conversations;
  private static MemberRepository members;
  private static WatermarkWriter watermarks;
  private static EventWriters writers;

  private final UserId alice = new UserId(++users);
  private final UserId bob = new UserId(++users);

  @BeforeAll
  static void open(Vertx vertx) {
    database = FreshDatabase.open(vertx);
    conversations = new ConversationRepository(database, Clock.systemUTC());
    members = new MemberRepository(database);
    watermarks = new WatermarkWriter(vertx, database);
    writers = Chat.writers(vertx, database, 1);
  }

  @Test
  void twoPeopleHaveOneDirectConversationHoweverManyOpenItAtOnce() {
    List<Future<Opened>> attempts =
        IntStream.range(0, 20)
            .mapToObj(
                i ->
                    conversations.open(
                        new ConversationId(10_000 + i),
                        Kind.DIRECT,
                        null,
                        alice,
                        List.of(alice, bob)))
            .toList();

    List<Opened> opened = attempts.stream().map(future -> future.await()).toList();

    assertThat(opened).extracting(Opened::id).containsOnly(opened.getFirst().id());
    assertThat(opened).filteredOn(Opened::isNew).hasSize(1);
    assertThat(members.lists(List.of(opened.getFirst().id())).await().values())
        .singleElement()
        .satisfies(list -> assertThat(list.members()).containsExactlyInAnyOrder(alice, bob));
  }

  @Test
  void aGroupBeginsWithItsCreation() {
    ConversationId group = Chat.group(database, alice, bob);

    Conversation seen = conversations.find(bob, group).await().orElseThrow();

    assertThat(seen.kind()).isEqualTo(Kind.GROUP);
    assertThat(seen.title()).isEqualTo("group");
    assertThat(seen.headSeq()).isEqualTo(1);
    assertThat(seen.unread()).isZero();
    assertThat(seen.lastMessage()).isNull();
  }

  @Test
  void onlyAMemberFindsIt() {
    ConversationId group = Chat.group(database, alice);

    assertThat(conversations.find(bob, group).await()).isEmpty();
    assertThat(members.standing(alice, group).await()).isEqualTo(Standing.MEMBER);
    assertThat(members.standing(bob, group).await()).isEqualTo(Standing.STRANGER);
    assertThat(members.standing(bob, new ConversationId(1)).await())
        .isEqualTo(Standing.UNKNOWN_CONVERSATION);
  }

  @Test
  void unreadCountsWhatOthersSaidSinceOneRead() {
    ConversationId chat = Chat.direct(database, alice, bob);
    say(chat, bob, "one");
    say(chat, alice, "two");
    say(chat, bob, "three");

    assertThat(conversations.find(alice, chat).await().orElseThrow().unread()).isEqualTo(2);
    mark(chat, alice, 1, 1);
    assertThat(conversations.find(alice, chat).await().orElseThrow().unread()).isEqualTo(1);
    mark(chat, alice, 3, 3);

    Conversation read = conversations.find(alice, chat).await().orElseThrow();
    assertThat(read.unread()).isZero();
    assertThat(read.readSeq()).isEqualTo(3);
    assertThat(conversations.find(bob, chat).await().orElseThrow().unread()).isEqualTo(1);
  }

  @Test
  void theLastMessageIsShown() {
    ConversationId chat = Chat.direct(database, alice, bob);
    say(chat, bob, "first");
    say(chat, alice, "last");

    ConversationEvent last = conversations.find(bob, chat).await().orElseThrow().lastMessage();

    assertThat(last)
        .isInstanceOfSatisfying(
            ConversationEvent.Message.class,
            message -> {
              assertThat(message.seq()).isEqualTo(2);
              assertThat(message.sender()).isEqualTo(alice);
              assertThat(message.text()).isEqualTo("text of last");
            });
  }

  @Test
  void theListIsNewestFirstAndPagesNeitherRepeatNorSkip() {
    List<ConversationId> groups =
        IntStream.range(0, 5).mapToObj(i -> Chat.group(database, alice)).toList();
    say(groups.get(0), alice, "back on top");

    List<Conversation> first = conversations.newestFirst(alice, null, 2, false).await();
    Conversation last = first.getLast();
    List<Conversation> rest =
        conversations.newestFirst(alice, new Place(last.lastAt(), last.id()), 10, false).await();

    assertThat(first).extracting(Conversation::id).containsExactly(groups.get(0), groups.get(4));
    assertThat(rest)
        .extracting(Conversation::id)
        .containsExactly(groups.get(3), groups.get(2), groups.get(1));
  }

  @Test
  void watermarksNeverGoBackNorPastTheHead() {
    ConversationId chat = Chat.direct(database, alice, bob);
    say(chat, bob, "one");
    say(chat, bob, "two");

    assertThat(mark(chat, alice, 0, 99)).isEqualTo(new Watermark(chat, alice, 0, 2));
    assertThat(mark(chat, alice, 2, 2)).isEqualTo(new Watermark(chat, alice, 2, 2));
    assertThat(mark(chat, alice, 1, 1)).isEqualTo(new Watermark(chat, alice, 2, 2));
  }

  @Test
  void manyMarksAtOnceEndAtTheFurthest() {
    ConversationId chat = Chat.direct(database, alice, bob);
    IntStream.range(0, 20).forEach(i -> say(chat, bob, "m" + i));

    List<Future<java.util.Optional<Moved>>> marks =
        IntStream.rangeClosed(1, 20)
            .map(i -> 21 - i)
            .mapToObj(seq -> watermarks.mark(new Watermark(chat, alice, seq, seq)))
            .toList();
    marks.forEach(future -> future.await());

    assertThat(members.watermarks(List.of(chat)).await())
        .contains(new Watermark(chat, alice, 20, 20), new Watermark(chat, bob, 0, 0));
  }

  @Test
  void itsMembersAreCountedHoweverTheyComeAndGo() {
    ConversationId group = Chat.group(database, alice, bob);
    ConversationId other = Chat.direct(database, alice, bob);
    assertThat(count(alice, group)).isEqualTo(2);

    database
        .run(
            "insert into conversation_member (conversation_id, user_id)"
                + " select $1, n from generate_series(900001, 901000) n",
            group.value())
        .await();
    assertThat(count(alice, group)).isEqualTo(1_002);
    database
        .run("delete from conversation_member where user_id in (900001, $1)", bob.value())
        .await();

    assertThat(count(alice, group)).isEqualTo(1_000);
    assertThat(count(alice, other)).isEqualTo(1);
    assertThat(conversations.newestFirst(alice, null, 10, false).await())
        .extracting(Conversation::memberCount)
        .containsExactlyInAnyOrder(1_000, 1);
  }

  @Test
  void membersArePagedInTheOrderOfTheirIds() {
    ConversationId group = Chat.group(database, alice, bob);
    ConversationId other = Chat.group(database, bob);

    assertThat(members.page(group, null, 1).await())
        .containsExactly(new Watermark(group, alice, 0, 0));
    assertThat(members.page(group, alice, 5).await())
        .containsExactly(new Watermark(group, bob, 0, 0));
    assertThat(members.page(group, bob, 5).await()).isEmpty();
    assertThat(members.page(other, null, 5).await())
        .containsExactly(new Watermark(other, bob, 0, 0));
  }

  @Test
  void aStrangersMarkIsNothing() {
    ConversationId chat = Chat.group(database, alice);

    assertThat(watermarks.mark(new Watermark(chat, bob, 1, 1)).await()).isEmpty();
  }

  @CanIgnoreReturnValue
  private static Watermark mark(ConversationId chat, UserId user, long read, long delivered) {
    return watermarks.mark(new Watermark(chat, user, read, delivered)).await().orElseThrow().mark();
  }

  private static int count(UserId user, ConversationId conversation) {
    return conversations.find(user, conversation).await().orElseThrow().memberCount();
  }

  private static void say(ConversationId chat, UserId sender, String clientId) {
    writers.append(Chat.message(chat, sender, clientId)).await();
  }
}
