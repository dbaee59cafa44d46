package dev.starling.hooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.starling.hooks.Receiver.Heard;
import dev.starling.wire.ConversationId;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.SessionId;
import dev.starling.wire.UserId;
import dev.starling.wire.json.Json;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Web Push, read by a browser of our own that knows only the RFCs.
class WebPushIT {

  private final World world = new World();
  private final Receiver service = new Receiver(world.vertx);
  private final UserId alice = world.person("Alice");
  private final UserId bob = world.person("Bob");

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void aBrowserReadsWhatItIsToldAndItsServiceKnowsByWhom() {
    Hooks node = world.node(World.config(World.webPush(), 5));
    Browser browser = new Browser(service.url("/browser"));
    String key = node.subscriptions().key().await().key();
    node.subscriptions().add(bob, session(bob, 1), browser.subscription()).await();
    ConversationId chat = world.conversation(null, alice, bob);
    long seq = world.say(chat, alice, "x".repeat(5_000));

    service.awaitHeard(heard -> heard.size() == 1);
    Heard heard = service.heard().getFirst();
    assertThat(heard.path()).isEqualTo("/browser");
    assertThat(heard.headers())
        .containsEntry("content-encoding", "aes128gcm")
        .containsEntry("ttl", "86400")
        .containsEntry("urgency", "high")
        .containsEntry("topic", chat.text());
    assertThat(heard.body().length).isLessThanOrEqualTo(4_096);
    Browser.Vapid vapid = Browser.vapid(heard.headers().get("authorization"));
    assertThat(vapid.key()).isEqualTo(key);
    assertThat(vapid.isSigned()).isTrue();
    assertThat(vapid.claims().get("sub").asText()).isEqualTo("mailto:operator@example.org");
    assertThat(service.url("")).startsWith(vapid.claims().get("aud").asText());

    JsonNode notice = Json.read(browser.decrypt(heard.body()), JsonNode.class);
    assertThat(notice.get("type").asText()).isEqualTo("notify");
    assertThat(notice.get("seq").asLong()).isEqualTo(seq);
    assertThat(notice.get("text").asText()).isEqualTo("x".repeat(500) + "…");

    world.read(chat, bob, seq);
    node.read(bob, chat);
    service.awaitHeard(all -> all.size() == 2);
    notice = Json.read(browser.decrypt(service.heard().get(1).body()), JsonNode.class);
    assertThat(notice.get("type").asText()).isEqualTo("withdraw");
    assertThat(service.heard().get(1).headers()).containsEntry("topic", chat.text());
  }

  @Test
  void everyBrowserIsToldAndOneThatIsGoneIsForgotten() {
    Hooks node = world.node(World.config(World.webPush(), 5));
    Browser here = new Browser(service.url("/here"));
    Browser gone = new Browser(service.url("/gone"));
    node.subscriptions().add(bob, session(bob, 1), here.subscription()).await();
    node.subscriptions().add(bob, session(bob, 2), gone.subscription()).await();
    ConversationId chat = world.conversation(null, alice, bob);
    service.answer(before -> 201);
    world.say(chat, alice, "one");
    service.awaitHeard(heard -> heard.size() == 2);

    service.answer(before -> 410);
    world.run("delete from push_subscription where endpoint like '%/here'");
    world.say(chat, alice, "two");

    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> node.subscriptions().list(bob).await().items().isEmpty());
    assertThat(world.count("select count(*) from hook_delivery where dead_at is null")).isZero();
  }

  @Test
  void aSubscriptionEndsWithItsSession() {
    Hooks node = world.node(World.config(World.webPush(), 5));
    Browser browser = new Browser(service.url("/browser"));
    node.subscriptions().add(bob, session(bob, 1), browser.subscription()).await();
    world.run("update session set revoked_at = now() where id = 1");
    ConversationId chat = world.conversation(null, alice, bob);
    world.say(chat, alice, "one");
    UserId carol = world.person("Carol");
    node.subscriptions()
        .add(carol, session(carol, 2), new Browser(service.url("/carol")).subscription())
        .await();
    world.say(world.conversation(null, alice, carol), alice, "two");

    service.awaitHeard(heard -> !heard.isEmpty());

    assertThat(service.heard()).extracting(Heard::path).containsOnly("/carol");
    assertThat(node.subscriptions().list(bob).await().items()).isEmpty();
  }

  @Test
  void theSameEndpointIsTheSameSubscriptionAndThereAreNotTooMany() {
    Hooks node = world.node(World.config(World.webPush(), 5));
    SessionId session = session(bob, 1);
    Browser browser = new Browser(service.url("/1"));
    var first = node.subscriptions().add(bob, session, browser.subscription()).await();
    node.subscriptions().add(bob, session, new Browser(service.url("/2")).subscription()).await();
    node.subscriptions().add(bob, session, new Browser(service.url("/3")).subscription()).await();

    assertThatThrownBy(
            () ->
                node.subscriptions()
                    .add(bob, session, new Browser(service.url("/4")).subscription())
                    .await())
        .isInstanceOfSatisfying(
            Failure.Conflict.class,
            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.TOO_MANY_HOOKS));
    assertThat(node.subscriptions().add(bob, session, browser.subscription()).await().id())
        .isEqualTo(first.id());

    node.subscriptions().remove(bob, first.id()).await();
    assertThat(node.subscriptions().list(bob).await().items()).hasSize(2);
    assertThatThrownBy(() -> node.subscriptions().remove(alice, first.id()).await())
        .isInstanceOf(Failure.NotFound.class);
  }

  @Test
  void allNodesHaveOneKeyAndNoneWithoutAContact() {
    List<String> keys =
        List.of(
            world.node(World.config(World.webPush(), 5)).subscriptions().key().await().key(),
            world.node(World.config(World.webPush(), 5)).subscriptions().key().await().key());

    assertThat(keys.get(0)).isEqualTo(keys.get(1)).hasSize(87);
    Hooks off = world.node(World.config(World.push(null), 5));
    assertThatThrownBy(() -> off.subscriptions().key().await())
        .isInstanceOfSatisfying(
            Failure.NotFound.class,
            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.PUSH_OFF));
  }

  private SessionId session(UserId user, long id) {
    world.run(
        """
        insert into session (id, account_id, created_at, last_used_at, expires_at)
        values ($1, $2, now(), now(), now() + interval '1 day')
        """,
        id,
        user.value());
    return new SessionId(id);
  }
}
