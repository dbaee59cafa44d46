package dev.starling.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnsTest {

  private static final ConversationId CHAT = new ConversationId(1);
  private static final UserId ALICE = new UserId(1);
  private static final UserId BOB = new UserId(2);

  private final Turns turns = new Turns();
  private final List<String> sent = new ArrayList<>();

  @Test
  void whoHasNothingToLookUpStaysBehindWhoHas() {
    Promise<Void> lookUp = Promise.promise();

    take(ALICE, "first", lookUp.future());
    take(ALICE, "second", Future.succeededFuture());
    take(BOB, "another's", Future.succeededFuture());
    assertThat(sent).containsExactly("another's");
    assertThat(turns.isFree(CHAT, ALICE)).isFalse();

    lookUp.complete();
    assertThat(sent).containsExactly("another's", "first", "second");
    assertThat(turns.isFree(CHAT, ALICE)).isTrue();
  }

  @Test
  void aLookUpThatFailsHoldsNobodyUp() {
    Promise<Void> lookUp = Promise.promise();

    take(ALICE, "first", lookUp.future());
    take(ALICE, "second", Future.succeededFuture());
    lookUp.fail("away");

    assertThat(sent).containsExactly("second");
    assertThat(turns.isFree(CHAT, ALICE)).isTrue();
  }

  private void take(UserId sender, String message, Future<Void> lookUp) {
    Future<Boolean> answer =
        turns.take(CHAT, sender, () -> lookUp, found -> Future.succeededFuture(sent.add(message)));
    assertThat(answer).isNotNull();
  }
}
