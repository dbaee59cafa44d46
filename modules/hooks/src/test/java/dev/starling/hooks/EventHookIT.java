package dev.starling.hooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.starling.hooks.Receiver.Heard;
import dev.starling.outbound.OutboundConfig;
import dev.starling.wire.ConversationId;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.PageRequest;
import dev.starling.wire.UserId;
import dev.starling.wire.hook.DeadLetter;
import dev.starling.wire.hook.EventHook;
import dev.starling.wire.hook.NewEventHook;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Event hooks against a server that fails and recovers.
class EventHookIT {

  private final World world = new World();
  private final Receiver receiver = new Receiver(world.vertx);
  private final UserId alice = world.person("Alice");
  private final UserId bot = world.bot("Helper", alice);

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void everyEventArrivesInOrderHoweverOftenTheOtherSideFails() {
    long seed = System.nanoTime();
    System.out.println("EventHookIT seed " + seed);
    Random random = new Random(seed);
    receiver.answer(before -> random.nextInt(4) == 0 ? 500 : 200);
    world.node(config(50));
    Hooks node = world.node(config(50)); // Two of them, who must not send at the same time.
    List<ConversationId> groups =
        List.of(world.conversation("One", alice, bot), world.conversation("Two", alice, bot));
    EventHook hook = create(node, null, null);

    for (int i = 0; i < 20; i++) {
      for (ConversationId group : groups) {
        world.say(group, alice, "text " + i);
      }
    }
    receiver.awaitHeard(heard -> receiver.taken().size() >= 40);

    for (ConversationId group : groups) {
      assertThat(receiver.taken())
          .filteredOn(heard -> conversation(heard).equals(group.text()))
          .extracting(EventHookIT::seq)
          .containsExactlyElementsOf(LongStream.rangeClosed(1, 20).boxed().toList());
    }
    assertThat(receiver.heard()).allMatch(heard -> heard.isSignedBy(hook.secret()));
    assertThat(receiver.heard())
        .allSatisfy(
            heard ->
                assertThat(heard.id())
                    .isEqualTo("evt_" + hook.id() + "_" + conversation(heard) + "_" + seq(heard)));
    assertThat(receiver.heard().getFirst().json().at("/event/type").asText()).isEqualTo("message");
    assertThat(receiver.heard().getFirst().json().get("bot").asText()).isEqualTo(bot.text());
  }

  @Test
  void aHookThatFailsTooOftenPausesAndGoesOnWhereItStopped() {
    Hooks node = world.node(config(3));
    ConversationId group = world.conversation("One", alice, bot);
    EventHook hook = create(node, null, null);
    world.say(group, alice, "arrives");
    receiver.awaitHeard(heard -> heard.size() == 1);
    receiver.answer(before -> 500);
    world.say(group, alice, "does not");
    world.say(group, alice, "waits");

    EventHook paused = awaitState(node, hook, EventHook.State.PAUSED);
    assertThat(paused.lastFailure().reason()).isEqualTo("answered 500: not now");
    assertThat(paused.waiting()).isEqualTo(1);
    assertThat(paused.secret()).isNull();
    assertThat(receiver.heard()).hasSize(4);
    List<DeadLetter> letters =
        node.deadLetters().list(PageRequest.of(null, null), null).await().items();
    assertThat(letters).hasSize(1);
    assertThat(letters.getFirst().kind()).isEqualTo(DeadLetter.Kind.EVENT);
    assertThat(letters.getFirst().target()).isEqualTo(hook.id());
    assertThat(letters.getFirst().seq()).isEqualTo(2);

    receiver.answer(before -> 200);
    world.say(group, alice, "comes last");
    EventHook resumed = node.events().resume(alice, bot, hook.id()).await();

    assertThat(resumed.state()).isEqualTo(EventHook.State.ACTIVE);
    receiver.awaitHeard(heard -> receiver.taken().size() == 4);
    assertThat(receiver.taken()).extracting(EventHookIT::seq).containsExactly(1L, 2L, 3L, 4L);
    assertThat(node.deadLetters().list(PageRequest.of(null, null), null).await().items()).isEmpty();
  }

  @Test
  void anOperatorResumesItByItsDeadLetter() {
    receiver.answer(before -> 410); // Gone: nobody needs to try that again.
    Hooks node = world.node(config(10));
    ConversationId group = world.conversation("One", alice, bot);
    EventHook hook = create(node, null, null);
    world.say(group, alice, "hello");
    awaitState(node, hook, EventHook.State.PAUSED);
    assertThat(receiver.heard()).hasSize(1);
    receiver.answer(before -> 200);

    DeadLetter letter =
        node.deadLetters().list(PageRequest.of(null, null), null).await().items().getFirst();
    node.deadLetters().replay(letter.id()).await();

    receiver.awaitHeard(heard -> receiver.taken().size() == 1);
    awaitState(node, hook, EventHook.State.ACTIVE);
    assertThatThrownBy(() -> node.deadLetters().replay(letter.id()).await())
        .isInstanceOf(Failure.NotFound.class);
  }

  @Test
  void onlyWhatIsWantedIsSentAndNothingOfTheBotItself() {
    Hooks node = world.node(config(5));
    ConversationId one = world.conversation("One", alice, bot);
    ConversationId two = world.conversation("Two", alice, bot);
    world.say(one, alice, "before the hook");
    create(node, List.of("message"), List.of(one));
    world.say(two, alice, "elsewhere");
    world.say(one, bot, "of the bot");
    long wanted = world.say(one, alice, "wanted");

    receiver.awaitHeard(heard -> !heard.isEmpty());

    assertThat(receiver.heard()).extracting(EventHookIT::seq).containsExactly(wanted);
  }

  @Test
  void aBotThatJoinsHearsWhatComesAndOneThatLeftHearsNothing() {
    Hooks node = world.node(config(5));
    create(node, null, null);
    UserId bob = world.person("Bob");
    ConversationId group = world.conversation("One", alice, bob);
    world.say(group, alice, "without it");
    world.join(group, bot);
    world.say(group, alice, "with it");
    receiver.awaitHeard(heard -> heard.size() == 1);

    world.leave(group, bot);
    world.say(group, alice, "without it again");
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> world.count("select count(*) from event_hook_place") == 0);
    world.join(group, bot);
    world.say(group, alice, "with it again");
    receiver.awaitHeard(heard -> heard.size() == 2);

    assertThat(receiver.heard()).extracting(EventHookIT::seq).containsExactly(2L, 4L);
  }

  @Test
  void aNewSecretSignsBesideTheOldOne() {
    Hooks node = world.node(config(5));
    ConversationId group = world.conversation("One", alice, bot);
    EventHook hook = create(node, null, null);
    EventHook rotated = node.events().rotate(alice, bot, hook.id()).await();
    world.say(group, alice, "hello");

    receiver.awaitHeard(heard -> heard.size() == 1);

    assertThat(rotated.secret()).isNotEqualTo(hook.secret());
    assertThat(receiver.heard().getFirst().isSignedBy(hook.secret())).isTrue();
    assertThat(receiver.heard().getFirst().isSignedBy(rotated.secret())).isTrue();
    assertThat(receiver.heard().getFirst().isSignedBy(World.SECRET)).isFalse();
  }

  @Test
  void itIsItsOwnersAndThereAreNotTooMany() {
    Hooks node = world.node(config(5));
    UserId mallory = world.person("Mallory");
    EventHook hook = create(node, null, null);
    assertCode(ErrorCode.BOT_NOT_FOUND, node.events().list(mallory, bot));
    assertCode(ErrorCode.BOT_NOT_FOUND, node.events().remove(mallory, bot, hook.id()));
    assertThat(node.events().list(bot, bot).await().items()).hasSize(1);
    create(node, null, null);
    create(node, null, null);
    assertCode(
        ErrorCode.TOO_MANY_HOOKS,
        node.events().create(alice, bot, new NewEventHook(receiver.url("/"), null, null)));

    node.events().remove(alice, bot, hook.id()).await();

    assertCode(ErrorCode.HOOK_NOT_FOUND, node.events().find(alice, bot, hook.id()));
    assertCode(ErrorCode.HOOK_NOT_FOUND, node.events().resume(alice, bot, hook.id()));
  }

  @Test
  void anAddressInsideIsRefusedAndWouldNotBeAsked() {
    Hooks node =
        Hooks.create(
            new Hooks.Base(
                world.vertx,
                world.database,
                OutboundConfig.DEFAULTS,
                (sender, conversation, clientId, text) -> Future.failedFuture("no"),
                Clock.systemUTC()),
            config(5));

    for (String url : List.of(receiver.url("/"), "https://127.0.0.1/", "https://localhost/")) {
      assertCode(
          ErrorCode.URL_NOT_ALLOWED,
          node.events().create(alice, bot, new NewEventHook(url, null, null)));
    }
    assertThat(receiver.heard()).isEmpty();
  }

  @CanIgnoreReturnValue
  private EventHook create(Hooks node, List<String> events, List<ConversationId> conversations) {
    return node.events()
        .create(alice, bot, new NewEventHook(receiver.url("/events"), events, conversations))
        .await();
  }

  @CanIgnoreReturnValue
  private EventHook awaitState(Hooks node, EventHook hook, EventHook.State state) {
    return await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> node.events().find(alice, bot, hook.id()).await(), now -> now.state() == state);
  }

  private static void assertCode(ErrorCode code, Future<?> outcome) {
    assertThatThrownBy(outcome::await)
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.code()).isEqualTo(code));
  }

  private static HooksConfig config(int attemptsMax) {
    return World.config(World.push(null), attemptsMax);
  }

  private static String conversation(Heard heard) {
    return heard.json().at("/event/conversation").asText();
  }

  private static long seq(Heard heard) {
    return heard.json().at("/event/seq").asLong();
  }
}
