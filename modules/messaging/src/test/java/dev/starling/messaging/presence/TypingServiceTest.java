package dev.starling.messaging.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.wire.ConversationId;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.UserId;
import dev.starling.wire.presence.SetTyping;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TypingServiceTest {

  private static final UserId ALICE = new UserId(1);
  private static final UserId BOB = new UserId(2);
  private static final ConversationId CHAT = new ConversationId(7);
  private static final PresenceConfig CONFIG = PresenceConfig.DEFAULTS;
  private static final Duration A_MOMENT = Duration.ofMillis(2);

  private final Vertx vertx = Vertx.vertx();
  private final Context context = vertx.getOrCreateContext();
  private final ManualTime time = new ManualTime();
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final Listener socket = (about, frame) -> {};
  private Future<List<UserId>> audience = Future.succeededFuture(List.of(ALICE, BOB));
  private TypingService typing;

  @BeforeEach
  void start() {
    typing =
        new TypingService(
            vertx,
            (user, conversation) -> audience,
            deliveries -> {
              assertThat(deliveries.getFirst().recipients()).containsExactly(ALICE, BOB);
              told.add(deliveries.getFirst().frame().replaceAll(".*\"typing\":(\\w+)\\W.*", "$1"));
            },
            CONFIG,
            time.time());
    run(typing::start);
  }

  @AfterEach
  void stop() {
    vertx.close().await();
  }

  @Test
  void itIsOverAfterAWhile() {
    set(true);
    advance(CONFIG.typingFor().minus(A_MOMENT));
    assertThat(told).containsExactly("true");
    advance(A_MOMENT.multipliedBy(2));

    assertThat(told).containsExactly("true", "false");
    advance(CONFIG.typingFor());
    assertThat(told).hasSize(2);
  }

  @Test
  void whoGoesOnIsToldAgainNowAndThen() {
    for (int second = 0; second < 10; second++) {
      set(true);
      advance(Duration.ofSeconds(1));
    }

    assertThat(told).containsExactly("true", "true", "true", "true");
    advance(CONFIG.typingFor());
    assertThat(told).endsWith("true", "false").hasSize(5);
  }

  @Test
  void itIsOverWhenOneSaysSoAndWhenTheMessageIsSent() {
    set(true);
    set(false);
    set(false);
    assertThat(told).containsExactly("true", "false");

    set(true);
    typing.said(ALICE, CHAT);
    settle();
    assertThat(told).containsExactly("true", "false", "true", "false");
    advance(CONFIG.typingFor().multipliedBy(2));
    assertThat(told).hasSize(4);
  }

  @Test
  void whatIsOverBeforeItIsKnownWhoIsToldIsNotTold() {
    Promise<List<UserId>> known = Promise.promise();
    audience = known.future();
    Future<Void> asked = typing.set(ALICE, socket, new SetTyping(CHAT, true));
    settle();
    typing.said(ALICE, CHAT);
    settle();
    run(() -> known.complete(List.of(ALICE, BOB)));

    asked.await();
    assertThat(told).isEmpty();
  }

  @Test
  void itIsOverWithTheSocket() {
    set(true);
    typing.closed((about, frame) -> {});
    settle();
    assertThat(told).containsExactly("true");

    typing.closed(socket);
    settle();
    assertThat(told).containsExactly("true", "false");
  }

  @Test
  void soManyBeginningsAreToldAndNoMore() {
    for (int i = 0; i < CONFIG.typingStartsMax() + 5; i++) {
      typing.set(ALICE, socket, new SetTyping(new ConversationId(i), true)).await();
    }

    assertThat(told).hasSize(CONFIG.typingStartsMax());
  }

  @Test
  void whereNobodyIsToldNothingIs() {
    audience = Future.succeededFuture(List.of());
    set(true);
    set(false);

    assertThat(told).isEmpty();
  }

  @Test
  void whoMayNotIsRefused() {
    Failure refused = new Failure.Forbidden(ErrorCode.NOT_A_MEMBER, "no");
    audience = Future.failedFuture(refused);
    List<Throwable> failures = new ArrayList<>();
    typing
        .set(ALICE, socket, new SetTyping(CHAT, true))
        .onFailure(failures::add)
        .otherwiseEmpty()
        .await();

    assertThat(failures).containsExactly(refused);
    assertThat(told).isEmpty();
  }

  private void set(boolean is) {
    typing.set(ALICE, socket, new SetTyping(CHAT, is)).await();
  }

  private void advance(Duration by) {
    run(() -> time.advance(by));
  }

  private void settle() {
    run(() -> {});
  }

  /// On the service's context, after all that waits for it.
  private void run(Runnable action) {
    Promise<Void> done = Promise.promise();
    context.runOnContext(
        on -> {
          action.run();
          done.complete();
        });
    done.future().await();
  }
}
