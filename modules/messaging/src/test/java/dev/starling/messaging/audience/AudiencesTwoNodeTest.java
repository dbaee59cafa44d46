package dev.starling.messaging.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import dev.starling.wire.cluster.MembersChanged;
import io.vertx.test.fakecluster.FakeClusterManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// People come and go on two nodes, join and leave, and some of what one node tells the other is
/// lost: a plan is always what looking for every member finds.
///
/// `-Dseed=N` runs one history again.
class AudiencesTwoNodeTest {

  private static final int HISTORIES = 10;
  private static final int STEPS = 2_000;
  private static final int THREADS = 4;
  private static final int PLAN_FROM = 20;
  private static final int ENTRIES_MAX = 100_000;
  private static final List<UserId> PEOPLE =
      LongStream.rangeClosed(1, 120).mapToObj(UserId::new).toList();
  private static final List<ConversationId> CONVERSATIONS =
      IntStream.rangeClosed(1, 6).mapToObj(ConversationId::new).toList();

  static LongStream seeds() {
    Long one = Long.getLong("seed");
    return one != null ? LongStream.of(one) : new Random().longs(HISTORIES);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aPlanIsWhatLookingForEveryMemberFinds(long seed) throws Exception {
    System.out.println("AudiencesTwoNodeTest: -Dseed=" + seed);
    FakeClusterManager.reset();
    Members members = new Members();
    AudienceConfig config = new AudienceConfig(PLAN_FROM, ENTRIES_MAX);
    try (AudienceNode one = new AudienceNode(members, config);
        AudienceNode two = new AudienceNode(members, config);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      Random random = new Random(seed);
      CONVERSATIONS.forEach(id -> members.open(id, some(random, id.value() < 3 ? 8 : 60)));
      List<Callable<Void>> histories = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        histories.add(new History(random.nextLong(), thread, members, List.of(one, two)));
      }
      for (Future<Void> done : threads.invokeAll(histories)) {
        done.get();
      }
      for (ConversationId id : CONVERSATIONS) {
        for (AudienceNode node : List.of(one, two)) {
          await()
              .atMost(Duration.ofSeconds(10))
              .pollInterval(Duration.ofMillis(5))
              .untilAsserted(() -> assertExact(node, id, members, online(one, two)));
        }
      }
    }
  }

  /// What one thread does: the sockets of its own people, members of all conversations, questions.
  private record History(Random random, int thread, Members members, List<AudienceNode> nodes)
      implements Callable<Void> {

    History(long seed, int thread, Members members, List<AudienceNode> nodes) {
      this(new Random(seed), thread, members, nodes);
    }

    @Override
    public Void call() {
      for (int step = 0; step < STEPS; step++) {
        AudienceNode node = nodes.get(random.nextInt(nodes.size()));
        ConversationId id = CONVERSATIONS.get(random.nextInt(CONVERSATIONS.size()));
        switch (random.nextInt(10)) {
          case 0, 1, 2, 3, 4 -> node.move(mine(), random.nextBoolean());
          case 5, 6, 7 -> change(node, id);
          default -> ask(node, id);
        }
      }
      return null;
    }

    private void change(AudienceNode node, ConversationId id) {
      boolean grows = random.nextInt(100) < 52;
      List<UserId> who = List.of(mine());
      MembersChanged change = members.change(id, grows ? who : List.of(), grows ? List.of() : who);
      if (random.nextInt(10) > 0) { // Else it is lost.
        node.audiences().changed(change);
      }
    }

    /// Of its own people the thread knows where they are on this node, and whether they are
    /// members.
    private void ask(AudienceNode node, ConversationId id) {
      Audience audience = node.audience(id, members.version(id));
      Set<UserId> now = members.of(id);
      for (UserId user : PEOPLE) {
        if (isMine(user) && now.contains(user) && node.here().contains(user)) {
          assertThat(audience.recipients()).as("online here").contains(user);
        }
        if (isMine(user) && !now.contains(user)) {
          assertThat(audience.recipients()).as("no member").doesNotContain(user);
        }
      }
    }

    private UserId mine() {
      return PEOPLE.get(random.nextInt(PEOPLE.size() / THREADS) * THREADS + thread);
    }

    private boolean isMine(UserId user) {
      return PEOPLE.indexOf(user) % THREADS == thread;
    }
  }

  private static void assertExact(
      AudienceNode node, ConversationId id, Members members, Set<UserId> online) {
    Set<UserId> all = members.of(id);
    Audience audience = node.audience(id, members.version(id));
    assertThat(audience.memberCount()).isEqualTo(all.size());
    Set<UserId> expected = new HashSet<>(all);
    // What was a plan once stays one while it shrinks.
    if (all.size() >= PLAN_FROM || audience.recipients().size() < all.size()) {
      expected.retainAll(online);
    }
    assertThat(audience.recipients()).containsExactlyInAnyOrderElementsOf(expected);
  }

  private static Set<UserId> online(AudienceNode one, AudienceNode two) {
    Set<UserId> online = new HashSet<>(one.here());
    online.addAll(two.here());
    return online;
  }

  private static List<UserId> some(Random random, int count) {
    return random.ints(count, 0, PEOPLE.size()).mapToObj(PEOPLE::get).distinct().toList();
  }
}
