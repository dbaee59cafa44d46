package dev.starling.messaging.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.persistence.presence.LastSeen;
import dev.starling.wire.UserId;
import dev.starling.wire.presence.Presence;
import dev.starling.wire.presence.PresenceState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class WatchesTest {

  private static final UserId ALICE = new UserId(1);
  private static final UserId BOB = new UserId(2);
  private static final UserId CAROL = new UserId(3);
  private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");
  private static final PresenceConfig CONFIG = PresenceConfig.DEFAULTS;
  private static final Duration JUST_BEFORE = Duration.ofMillis(10);

  /// Keeps the states it was told.
  private static final class Client implements Listener {
    private final List<String> heard = new ArrayList<>();

    @Override
    public void hear(Object about, String frame) {
      String state = frame.replaceAll(".*\"state\":\"(\\w+)\".*", "$1");
      heard.add(about + " " + state);
    }
  }

  private final ManualTime time = new ManualTime();
  private final Set<UserId> present = new HashSet<>();
  private final Watches watches = new Watches(present::contains, time, CONFIG, time.time());
  private final Client client = new Client();

  @Test
  void theAnswerSaysWhatIsSoAndSinceWhen() {
    present.add(BOB);

    List<Presence> items =
        watches.watch(client, ALICE, List.of(CAROL, BOB, ALICE), visible(BOB, CAROL));

    assertThat(items)
        .containsExactly(
            Presence.offline(CAROL, LONG_AGO, time.instant()),
            Presence.online(BOB, time.instant()),
            Presence.hidden(ALICE, time.instant()));
  }

  @Test
  void comingIsToldAtOnceAndGoingWhenItLasts() {
    watch(client, BOB);

    come(BOB);
    assertThat(client.heard).containsExactly(BOB + " online");
    go(BOB);
    time.advance(CONFIG.offlineAfter().minus(JUST_BEFORE));
    assertThat(client.heard).hasSize(1);
    time.advance(JUST_BEFORE.plusMillis(2));

    assertThat(client.heard).containsExactly(BOB + " online", BOB + " offline");
  }

  @Test
  void whoComesBackSoonWasNotGone() {
    come(BOB);
    watch(client, BOB);
    for (int i = 0; i < 5; i++) {
      go(BOB);
      time.advance(CONFIG.offlineAfter().minus(JUST_BEFORE));
      come(BOB);
    }
    assertThat(client.heard).isEmpty();

    go(BOB);
    time.advance(CONFIG.offlineAfter().plusMillis(2));
    assertThat(client.heard).containsExactly(BOB + " offline");
  }

  @Test
  void whoHasAnotherDeviceHasNotGone() {
    come(BOB);
    watch(client, BOB);

    watches.left(List.of(BOB)); // From one of two nodes.
    time.advance(CONFIG.offlineAfter().multipliedBy(2));

    assertThat(client.heard).isEmpty();
  }

  @Test
  void aWatchTakesThePlaceOfTheOneBefore() {
    watch(client, BOB);
    watch(client, CAROL);

    come(BOB);
    come(CAROL);

    assertThat(client.heard).containsExactly(CAROL + " online");
    assertThat(watches.watch(client, ALICE, List.of(), Map.of())).isEmpty();
    assertThat(watches.size()).isZero();
    assertThat(watches.watchedPeople()).isZero();
  }

  @Test
  void aWatchEndsWithItsLeaseUnlessItIsAskedForAgain() {
    Client other = new Client();
    watch(client, BOB);
    watch(other, BOB);
    time.advance(CONFIG.leaseFor().dividedBy(2));
    watch(client, BOB);
    time.advance(CONFIG.leaseFor().dividedBy(2).plusMillis(2));

    come(BOB);
    assertThat(client.heard).containsExactly(BOB + " online");
    assertThat(other.heard).isEmpty();
    time.advance(CONFIG.leaseFor());
    assertThat(watches.watchedPeople()).isZero();
  }

  @Test
  void aClosedSocketIsForgotten() {
    watch(client, BOB);

    watches.close(client);
    come(BOB);

    assertThat(client.heard).isEmpty();
    assertThat(watches.watchedPeople()).isZero();
  }

  @Test
  void whatBecomesHiddenIsToldToBothAndNothingMoreAfterIt() {
    Client bobs = new Client();
    present.addAll(List.of(ALICE, BOB));
    watch(client, BOB);
    assertThat(watches.watch(bobs, BOB, List.of(ALICE), visible(ALICE))).hasSize(1);

    watches.see(BOB, List.of(ALICE), Map.of());
    watches.see(BOB, List.of(ALICE), Map.of());
    go(BOB);
    time.advance(CONFIG.offlineAfter().plusMillis(2));

    assertThat(client.heard).containsExactly(BOB + " hidden");
    assertThat(bobs.heard).containsExactly(ALICE + " hidden");
    watches.see(BOB, List.of(ALICE), visible(ALICE));
    assertThat(client.heard).containsExactly(BOB + " hidden", BOB + " offline");
    assertThat(bobs.heard).containsExactly(ALICE + " hidden", ALICE + " online");
  }

  @Test
  void whomItConcernsAreTheWatchedAndTheWatching() {
    watch(client, BOB);
    assertThat(watches.watch(new Client(), CAROL, List.of(ALICE), visible(ALICE))).hasSize(1);

    assertThat(watches.othersOf(ALICE)).containsExactlyInAnyOrder(BOB, CAROL);
    assertThat(watches.othersOf(BOB)).containsExactly(ALICE);
  }

  /// The cost of an idle second: one timer for all leases, whether ten or ten thousand are watched.
  @Test
  void watchingManyWhoDoNotMoveDoesNothing() {
    for (int count : new int[] {10, 10_000}) {
      ManualTime idle = new ManualTime();
      Watches idling = new Watches(user -> false, idle, CONFIG, idle.time());
      List<UserId> users = LongStream.range(0, count).mapToObj(UserId::new).toList();
      assertThat(idling.watch(client, ALICE, users, visible(users)))
          .allMatch(item -> item.state() == PresenceState.OFFLINE);

      idle.advance(CONFIG.leaseFor().minus(JUST_BEFORE));

      assertThat(idle.timersSet()).isEqualTo(1);
      assertThat(idle.wentOff()).isZero();
    }
  }

  /// Whatever happens, once it is quiet everybody was told what is so.
  @Test
  void inTheEndEverybodyKnowsWhatIsSo() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<UserId> users = LongStream.range(10, 20).mapToObj(UserId::new).toList();
    Map<UserId, String> known = new HashMap<>();
    Listener all = (about, frame) -> known.put((UserId) about, frame);
    watches
        .watch(all, ALICE, users, visible(users))
        .forEach(item -> known.put(item.user(), "\"offline\""));
    for (int i = 0; i < 5_000; i++) {
      UserId user = users.get(random.nextInt(users.size()));
      switch (random.nextInt(3)) {
        case 0 -> come(user);
        case 1 -> go(user);
        default -> time.advance(Duration.ofMillis(random.nextInt(20)));
      }
    }
    time.advance(CONFIG.offlineAfter().plusMillis(2));

    assertThat(users)
        .as("seed %d", seed)
        .allSatisfy(
            user ->
                assertThat(known.get(user))
                    .contains(present.contains(user) ? "\"online\"" : "\"offline\""));
  }

  private void watch(Listener socket, UserId user) {
    assertThat(watches.watch(socket, ALICE, List.of(user), visible(user))).hasSize(1);
  }

  private void come(UserId user) {
    present.add(user);
    watches.arrived(List.of(user));
  }

  private void go(UserId user) {
    present.remove(user);
    watches.left(List.of(user));
  }

  private static Map<UserId, LastSeen> visible(UserId... users) {
    return visible(List.of(users));
  }

  private static Map<UserId, LastSeen> visible(Collection<UserId> users) {
    Map<UserId, LastSeen> visible = new HashMap<>();
    users.forEach(user -> visible.put(user, new LastSeen(user, LONG_AGO)));
    return visible;
  }
}
