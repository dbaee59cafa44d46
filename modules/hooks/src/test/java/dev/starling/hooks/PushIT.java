package dev.starling.hooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.starling.hooks.Receiver.Heard;
import dev.starling.wire.ConversationId;
import dev.starling.wire.PageRequest;
import dev.starling.wire.UserId;
import dev.starling.wire.hook.DeadLetter;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Push against a server that is sometimes there.
class PushIT {

  private final World world = new World();
  private final Receiver receiver = new Receiver(world.vertx);
  private final UserId alice = world.person("Alice");
  private final UserId bob = world.person("Bob");
  private final UserId carol = world.person("Carol");

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void whatNobodyHasMakesOneNotificationForEach() {
    world.node(config(5));
    ConversationId group = world.conversation("Climbing", alice, bob, carol);
    world.delivered(group, carol, 3); // As soon as there is something.
    world.say(group, alice, "one");
    world.say(group, alice, "two");
    long last = world.say(group, alice, "three");

    receiver.awaitHeard(all -> seq(all) == last);
    settle();

    assertThat(receiver.heard())
        .hasSizeBetween(1, 2) // A look may fall between two of them.
        .allMatch(one -> one.json().get("user").asText().equals(bob.text()));
    Heard heard = receiver.heard().getLast();
    assertThat(heard.isSignedBy(World.SECRET)).isTrue();
    assertThat(heard.headers().get("content-type")).startsWith("application/json");
    JsonNode notice = heard.json();
    assertThat(notice.get("type").asText()).isEqualTo("notify");
    assertThat(notice.get("user").asText()).isEqualTo(bob.text());
    assertThat(notice.get("conversation").asText()).isEqualTo(group.text());
    assertThat(notice.get("seq").asLong()).isEqualTo(last);
    assertThat(notice.get("unread").asInt()).isEqualTo(3);
    assertThat(notice.get("title").asText()).isEqualTo("Climbing");
    assertThat(notice.at("/sender/displayName").asText()).isEqualTo("Alice");
    assertThat(notice.get("text").asText()).isEqualTo("three");
  }

  @Test
  void moreMessagesAreGatheredAndReplaceWhatWasSaid() {
    world.node(config(5));
    ConversationId chat = world.conversation(null, alice, bob);
    world.say(chat, alice, "one");
    receiver.awaitHeard(heard -> heard.size() == 1);
    for (int i = 0; i < 20; i++) {
      world.say(chat, alice, "more " + i);
    }
    receiver.awaitHeard(heard -> seq(heard) == 21);
    settle();

    assertThat(receiver.heard()).hasSizeBetween(2, 12);
    assertThat(receiver.heard().getLast().json().get("unread").asInt()).isEqualTo(21);
    assertThat(receiver.heard()).extracting(Heard::id).doesNotHaveDuplicates();
  }

  @Test
  void whatWasReadElsewhereIsTakenBack() {
    Hooks node = world.node(config(5));
    ConversationId chat = world.conversation(null, alice, bob);
    long seq = world.say(chat, alice, "hello");
    receiver.awaitHeard(heard -> heard.size() == 1);

    world.read(chat, bob, seq);
    node.read(bob, chat);
    receiver.awaitHeard(heard -> heard.size() == 2);

    JsonNode withdrawal = receiver.heard().get(1).json();
    assertThat(withdrawal.get("type").asText()).isEqualTo("withdraw");
    assertThat(withdrawal.get("user").asText()).isEqualTo(bob.text());
    assertThat(withdrawal.get("seq").asLong()).isEqualTo(seq);
    assertThat(withdrawal.has("text")).isFalse();
    assertThat(world.count("select count(*) from push_notice")).isZero();
  }

  @Test
  void aReadNobodyHeardOfIsFoundAllTheSame() {
    world.node(config(5));
    ConversationId chat = world.conversation(null, alice, bob);
    long seq = world.say(chat, alice, "hello");
    receiver.awaitHeard(heard -> heard.size() == 1);

    world.read(chat, bob, seq); // On a node that died before it could say so.

    receiver.awaitHeard(heard -> heard.size() == 2);
    assertThat(receiver.heard().get(1).json().get("type").asText()).isEqualTo("withdraw");
  }

  @Test
  void whoeverDoesNotWantToBeToldIsNot() {
    world.node(config(5));
    UserId bot = world.bot("Helper", carol);
    ConversationId group = world.conversation("Mixed", alice, bob, carol, bot);
    world.block(bob, alice);
    world.say(group, alice, "hello");

    receiver.awaitHeard(heard -> !heard.isEmpty());
    settle();

    assertThat(receiver.heard())
        .extracting(heard -> heard.json().get("user").asText())
        .containsExactly(carol.text());
  }

  @Test
  void aFailureIsTriedAgainUnderTheSameId() {
    receiver.answer(before -> before < 3 ? 500 : 204);
    world.node(config(10));
    ConversationId chat = world.conversation(null, alice, bob);
    world.say(chat, alice, "hello");

    receiver.awaitHeard(heard -> heard.size() == 4);
    settle();

    assertThat(receiver.heard()).hasSize(4);
    assertThat(receiver.heard()).extracting(Heard::id).containsOnly(receiver.heard().get(0).id());
    assertThat(receiver.heard()).allMatch(heard -> heard.isSignedBy(World.SECRET));
    assertThat(world.count("select count(*) from hook_delivery")).isZero();
  }

  @Test
  void afterEnoughFailuresItIsADeadLetterThatAnOperatorSendsAgain() {
    receiver.answer(before -> 503);
    Hooks node = world.node(config(3));
    ConversationId chat = world.conversation(null, alice, bob);
    long seq = world.say(chat, alice, "hello");
    List<DeadLetter> letters = awaitDead(node, 1);

    assertThat(receiver.heard()).hasSize(3);
    DeadLetter letter = letters.getFirst();
    assertThat(letter.kind()).isEqualTo(DeadLetter.Kind.NOTIFY);
    assertThat(letter.target()).isNull();
    assertThat(letter.user()).isEqualTo(bob);
    assertThat(letter.seq()).isEqualTo(seq);
    assertThat(letter.attempts()).isEqualTo(3);
    assertThat(letter.failure()).isEqualTo("answered 503: not now");

    receiver.answer(before -> 204);
    node.deadLetters().replay(letter.id()).await();

    receiver.awaitHeard(heard -> heard.size() == 4);
    awaitDead(node, 0);
  }

  @Test
  void whatIsReadWhileTheEndpointIsAwayIsNotSaidAfterwards() {
    receiver.answer(before -> 503);
    Hooks node = world.node(config(1_000));
    ConversationId chat = world.conversation(null, alice, bob);
    long seq = world.say(chat, alice, "hello");
    receiver.awaitHeard(heard -> heard.size() >= 2);

    world.read(chat, bob, seq);
    node.read(bob, chat);
    receiver.awaitHeard(heard -> heard.getLast().json().get("type").asText().equals("withdraw"));
    receiver.answer(before -> 204);

    await().until(() -> world.count("select count(*) from hook_delivery") == 0);
    assertThat(receiver.taken())
        .extracting(heard -> heard.json().get("type").asText())
        .containsExactly("withdraw");
  }

  @Test
  void severalNodesSayItOnceAndOneThatDiesIsStoodInFor() {
    for (int i = 0; i < 3; i++) {
      world.node(config(5));
    }
    Set<String> expected = new HashSet<>();
    for (int i = 0; i < 30; i++) {
      UserId user = world.person("P" + i);
      ConversationId chat = world.conversation(null, alice, user);
      world.say(chat, alice, "hello");
      expected.add(user.text());
    }
    Predicate<List<Heard>> all = heard -> heard.size() >= expected.size();
    receiver.awaitHeard(all);
    settle();

    assertThat(receiver.heard())
        .extracting(heard -> heard.json().get("user").asText())
        .containsExactlyInAnyOrderElementsOf(expected);

    // As if another node had claimed it and died.
    ConversationId chat = world.conversation(null, alice, bob);
    world.run(
        """
        insert into hook_delivery (target, user_id, conversation_id, kind, seq, attempts, leased_until, due_at)
        values (0, $1, $2, 2, 1, 1, clock_timestamp() + interval '500 ms', clock_timestamp())
        """,
        bob.value(),
        chat.value());
    receiver.awaitHeard(heard -> heard.size() == expected.size() + 1);
  }

  private static long seq(List<Heard> heard) {
    return heard.isEmpty() ? 0 : heard.getLast().json().get("seq").asLong();
  }

  private HooksConfig config(int attemptsMax) {
    return World.config(World.push(receiver.url("/push")), attemptsMax);
  }

  @CanIgnoreReturnValue
  private static List<DeadLetter> awaitDead(Hooks node, int count) {
    return await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> node.deadLetters().list(PageRequest.of(null, null), null).await().items(),
            letters -> letters.size() == count);
  }

  /// Until whatever was committed so far has waited long enough and was looked at, twice.
  private void settle() {
    for (int i = 0; i < 2; i++) {
      long now = world.count("select coalesce(max(id), 0) from hook_point");
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> world.count("select coalesce(min(id), 0) from hook_point") > now);
    }
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                world.count(
                        "select count(*) from hook_delivery where dead_at is null and attempts = 0")
                    == 0);
  }
}
