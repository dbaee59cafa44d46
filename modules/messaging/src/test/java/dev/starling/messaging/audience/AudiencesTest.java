package dev.starling.messaging.audience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.routing.Routing;
import dev.starling.routing.bus.Bus;
import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import dev.starling.wire.cluster.MembersChanged;
import io.vertx.core.Vertx;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AudiencesTest {

  private static final int PLAN_FROM = 10;
  private static final ConversationId SMALL = new ConversationId(1);
  private static final ConversationId BIG = new ConversationId(2);
  private static final ConversationId OTHER = new ConversationId(3);

  private final Vertx vertx = Vertx.vertx();
  private final Bus bus = Routing.bus(vertx);
  private final Members members = new Members();
  private final Set<UserId> online = new HashSet<>();
  private final Audiences audiences = audiences(10_000);

  @BeforeEach
  void open() {
    members.open(SMALL, users(1, PLAN_FROM - 1));
    members.open(BIG, users(1, 100));
  }

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void aSmallConversationIsEverybodyWhetherOnlineOrNot() {
    arrives(user(1));

    assertThat(audience(SMALL)).isEqualTo(Audience.everyone(users(1, 9)));
  }

  @Test
  void ofABigOneItIsWhoIsOnlineNow() {
    arrives(user(1));
    assertThat(recipients(BIG)).containsExactly(user(1));
    assertThat(audience(BIG).memberCount()).isEqualTo(100);

    arrives(user(7));
    arrives(user(101));
    assertThat(recipients(BIG)).containsExactlyInAnyOrder(user(1), user(7));
    leaves(user(1));

    assertThat(recipients(BIG)).containsExactly(user(7));
    assertThat(members.reads()).isEqualTo(1);
  }

  @Test
  void anAudienceThatHasNotChangedIsTheSameOne() {
    arrives(user(1));

    assertThat(audience(BIG)).isSameAs(audience(BIG));
    assertThat(audience(SMALL)).isSameAs(audience(SMALL));
  }

  @Test
  void whatIsNoConversationIsMissing() {
    ConversationId none = new ConversationId(404);

    assertThat(audiences.of(Map.of(SMALL, 1, none, 0)).await()).containsOnlyKeys(SMALL);
    assertThat(audiences.now(none).await()).isEmpty();
  }

  @Test
  void whoJoinsAndLeavesIsKnownWithoutReadingTheListAgain() {
    arrives(user(1));
    arrives(user(200));
    assertThat(recipients(BIG)).containsExactly(user(1));

    audiences.changed(members.change(BIG, users(200, 201), List.of()));
    assertThat(recipients(BIG)).containsExactlyInAnyOrder(user(1), user(200));
    arrives(user(201));
    audiences.changed(members.change(BIG, List.of(), users(1, 1)));
    leaves(user(1));
    arrives(user(1));

    assertThat(recipients(BIG)).containsExactlyInAnyOrder(user(200), user(201));
    assertThat(audience(BIG).memberCount()).isEqualTo(101);
    assertThat(members.reads()).isEqualTo(1);
  }

  @Test
  void changesThatOvertakeEachOtherAreAppliedInTheirOrder() {
    arrives(user(200));
    assertThat(recipients(BIG)).isEmpty();
    MembersChanged joins = members.change(BIG, users(200, 200), List.of());
    MembersChanged leaves = members.change(BIG, List.of(), users(200, 200));
    MembersChanged joinsAgain = members.change(BIG, users(200, 200), List.of());

    for (MembersChanged change : List.of(joinsAgain, leaves, joins, leaves, joins)) {
      audiences.changed(change);
    }

    assertThat(recipients(BIG)).containsExactly(user(200));
    assertThat(members.reads()).isEqualTo(1);
  }

  @Test
  void aChangeThatWasLostIsFoundByItsVersion() {
    arrives(user(1));
    arrives(user(200));
    assertThat(recipients(BIG)).containsExactly(user(1));

    MembersChanged lost = members.change(BIG, users(200, 200), users(1, 1));
    assertThat(audiences.now(BIG).await().orElseThrow().recipients()).containsExactly(user(1));
    assertThat(recipients(BIG)).containsExactly(user(200));
    audiences.changed(lost); // It was only late.
    leaves(user(1));
    arrives(user(1));

    assertThat(recipients(BIG)).containsExactly(user(200));
    assertThat(members.reads()).isEqualTo(2);
  }

  @Test
  void changesWithoutTheirBeginningAreForgottenAndTheListIsReadAgain() {
    assertThat(recipients(BIG)).isEmpty();
    members.change(BIG, users(200, 200), List.of());
    for (int i = 0; i < 250; i++) {
      audiences.changed(members.change(BIG, users(300 + i, 300 + i), List.of()));
    }

    assertThat(audience(BIG).memberCount()).isEqualTo(351);
    assertThat(members.reads()).isEqualTo(2);
    audiences.changed(members.change(BIG, users(999, 999), List.of()));
    assertThat(audience(BIG).memberCount()).isEqualTo(352);
    assertThat(members.reads()).isEqualTo(2);
  }

  @Test
  void aConversationThatGrowsIsPlannedFromThenOn() {
    arrives(user(1));
    assertThat(recipients(SMALL)).hasSize(PLAN_FROM - 1);

    audiences.changed(members.change(SMALL, users(50, 50), List.of()));

    assertThat(recipients(SMALL)).containsExactly(user(1));
  }

  @Test
  void whatDoesNotFitIsForgottenAltogether() {
    Audiences few = audiences(100 * Plan.ENTRIES_PER_MEMBER + 50);
    members.open(OTHER, users(201, 300));
    for (int i = 0; i < 20; i++) {
      ConversationId one = i % 2 == 0 ? BIG : OTHER;
      arrives(user(1));
      assertThat(few.of(Map.of(one, 1)).await().get(one).memberCount()).isEqualTo(100);
      assertThat(few.planned()).isLessThanOrEqualTo(100);
    }
  }

  @Test
  void whereNoPlanFitsEverybodyIsLookedFor() {
    Audiences tiny = audiences(50);

    assertThat(tiny.of(Map.of(BIG, 1)).await().get(BIG).recipients()).hasSize(100);
    assertThat(tiny.planned()).isZero();
  }

  private Audiences audiences(int entriesMax) {
    return new Audiences(
        bus, members::lists, online::contains, new AudienceConfig(PLAN_FROM, entriesMax));
  }

  private Audience audience(ConversationId conversation) {
    return audiences
        .of(Map.of(conversation, members.version(conversation)))
        .await()
        .get(conversation);
  }

  private List<UserId> recipients(ConversationId conversation) {
    return audience(conversation).recipients();
  }

  private void arrives(UserId user) {
    online.add(user);
    audiences.moved(user);
  }

  private void leaves(UserId user) {
    online.remove(user);
    audiences.moved(user);
  }

  private static UserId user(long value) {
    return new UserId(value);
  }

  private static List<UserId> users(long first, long last) {
    return LongStream.rangeClosed(first, last).mapToObj(UserId::new).toList();
  }
}
