package dev.starling.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.devservices.Services;
import dev.starling.persistence.story.PullWriter;
import dev.starling.persistence.story.StoryDays;
import dev.starling.wire.Failure;
import dev.starling.wire.PageRequest;
import dev.starling.wire.StoryId;
import dev.starling.wire.UserId;
import dev.starling.wire.account.User;
import dev.starling.wire.story.NewStory;
import dev.starling.wire.story.Story;
import dev.starling.wire.story.StoryFeed;
import dev.starling.wire.story.StoryViews;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A few people post, look, fall out and make up, through two nodes with different limits, while
/// Redis is flushed, stopped, frozen, and brought back with what it knew then or before. After each
/// step every answer is what [Model] says.
///
/// A run is repeated with `-Dseed=…`; `-Dsteps=…` makes it longer.
class StoryModelIT {

  private static final long SEED = Long.getLong("seed", System.nanoTime());
  private static final int STEPS = Integer.getInteger("steps", 400);

  private static final List<User> PEOPLE =
      LongStream.rangeClosed(1, 6)
          .mapToObj(id -> new User(new UserId(id), "user" + id, "User " + id))
          .toList();

  private final Random random = new Random(SEED);
  private final Model model = new Model();
  private final List<StoryId> everPosted = new ArrayList<>(List.of(new StoryId(1)));
  private final List<String> log = new ArrayList<>();

  private Services services;
  private World world;
  private Rewind rewind;
  private List<Stories> nodes;
  private Redis redis = Redis.THERE;

  private enum Redis {
    THERE,
    STOPPED,
    FROZEN
  }

  @BeforeEach
  void open() {
    services = Services.separate();
    world = new World(services).people(PEOPLE.size());
    rewind = new Rewind(world.vertx, world.redis);
    nodes = List.of(world.node(StoryConfig.DEFAULTS), world.node(limits(3, 3, 2)));
  }

  @AfterEach
  void close() {
    if (redis == Redis.FROZEN) {
      services.redis().resume();
    }
    rewind.close();
    world.close();
    services.close();
  }

  @Test
  void everyAnswerIsTheModelsWhateverRedisDoes() {
    System.out.println("seed " + SEED);
    try {
      for (int i = 0; i < STEPS; i++) {
        step();
        compare();
      }
    } catch (AssertionError | RuntimeException e) {
      int from = Math.max(0, log.size() - 40);
      throw new AssertionError(
          "seed " + SEED + ", after:\n" + String.join("\n", log.subList(from, log.size())), e);
    }
    // Or else it has shown nothing.
    long fromRing = nodes.stream().mapToLong(node -> node.feedCounts().fromRing()).sum();
    long fromDatabase = nodes.stream().mapToLong(node -> node.feedCounts().fromDatabase()).sum();
    System.out.println("feeds read from rings: " + fromRing + ", without: " + fromDatabase);
    assertThat(fromRing).isGreaterThan(STEPS / 4);
    assertThat(fromDatabase).isGreaterThan(STEPS / 4);
  }

  private void step() {
    UserId one = person();
    UserId other = person();
    int dice = random.nextInt(100);
    if (dice < 22) {
      post(one);
    } else if (dice < 28) {
      delete(one, story());
    } else if (dice < 45) {
      addContact(one, other);
    } else if (dice < 52) {
      note("removeContact", one, other);
      world.removeContact(one, other);
      model.removeContact(one, other);
    } else if (dice < 55) {
      note("block", one, other);
      world.block(one, other);
      model.block(one, other);
    } else if (dice < 60) {
      note("unblock", one, other);
      world.unblock(one, other);
      model.unblock(one, other);
    } else if (dice < 78) {
      view(one, story());
    } else if (dice < 84) {
      Duration by = Duration.ofSeconds(random.nextLong(1 << random.nextInt(17)) + 1);
      note("clock", by);
      world.clock.advance(by);
    } else if (dice < 86) {
      note("upkeep");
      upkeep();
    } else if (dice < 92) {
      flushOrRemember();
    } else {
      breakOrMendRedis();
    }
  }

  private void post(UserId author) {
    note("post", author);
    StoryService.Posted posted =
        node().service().post(author, new NewStory("story " + log.size(), null)).await();
    assertThat(posted.isNew()).isTrue();
    model.posted(posted.story());
    everPosted.add(posted.story().id());
  }

  private void delete(UserId author, StoryId story) {
    note("delete", author, story);
    boolean deleted = isThere(node().service().delete(author, story));
    assertThat(deleted).isEqualTo(model.delete(author, story, now()));
  }

  private void view(UserId viewer, StoryId story) {
    note("view", viewer, story);
    boolean seen = isThere(node().service().view(viewer, story));
    assertThat(seen).isEqualTo(model.view(viewer, story, now()));
  }

  private void addContact(UserId owner, UserId contact) {
    if (owner.equals(contact)) {
      return;
    }
    boolean told = random.nextBoolean();
    note("addContact", owner, contact, told);
    world.addContact(owner, contact);
    model.addContact(owner, contact);
    if (told) {
      node().service().contactAdded(owner, contact).await();
    }
  }

  private void upkeep() {
    new Upkeep(
            new StoryDays(world.database),
            new PullWriter(world.vertx, world.database),
            world.clock,
            StoryConfig.DEFAULTS)
        .run()
        .await();
  }

  private void flushOrRemember() {
    if (redis == Redis.THERE) {
      boolean flushed = random.nextBoolean();
      note(flushed ? "flushall" : "remember");
      if (flushed) {
        services.redis().flushAll();
      } else {
        rewind.remember();
      }
    }
  }

  private void breakOrMendRedis() {
    switch (redis) {
      case THERE -> {
        redis = random.nextBoolean() ? Redis.STOPPED : Redis.FROZEN;
        note("Redis", redis);
        if (redis == Redis.FROZEN) {
          services.redis().pause();
        } else {
          services.redis().stop();
          if (random.nextBoolean()) {
            startRedis();
          }
        }
      }
      case STOPPED -> startRedis();
      case FROZEN -> {
        services.redis().resume();
        back();
      }
    }
  }

  private void startRedis() {
    services.redis().start();
    if (random.nextBoolean()) {
      note("rewind");
      rewind.bringBack();
    }
    back();
  }

  /// Half of the time nobody waits for the connections.
  private void back() {
    redis = Redis.THERE;
    boolean waited = random.nextBoolean();
    note("Redis", redis, waited);
    if (waited) {
      nodes.forEach(
          node ->
              Eventually.isTrue(
                  "connected", () -> node.redisReady().map(true).otherwise(false).await()));
    }
  }

  private void compare() {
    for (User viewer : PEOPLE) {
      compareFeed(viewer.id());
    }
    for (int i = 0; i < 3; i++) {
      compareStory(person(), story());
    }
  }

  private void compareFeed(UserId viewer) {
    List<StoryFeed.Entry> expected = model.feed(viewer, PEOPLE, now());
    List<StoryFeed.Entry> actual = new ArrayList<>();
    int limit = 1 + random.nextInt(6);
    String state = null;
    String cursor = null;
    do {
      StoryFeed page = node().service().feed(viewer, PageRequest.of(limit, cursor), null).await();
      actual.addAll(page.items());
      assertThat(state == null || page.state().equals(state)).isTrue();
      state = page.state();
      cursor = page.next();
    } while (cursor != null);

    assertThat(actual).as("feed of %s", viewer).isEqualTo(expected);
    StoryFeed same = node().service().feed(viewer, PageRequest.of(limit, null), state).await();
    assertThat(same).isEqualTo(new StoryFeed(List.of(), state, null, true));
  }

  private void compareStory(UserId viewer, StoryId id) {
    Story found = ifThere(node().service().get(viewer, id)).await();
    assertThat(found)
        .as("%s for %s", id, viewer)
        .isEqualTo(model.find(viewer, id, now()).orElse(null));
    if (found != null && found.author().equals(viewer)) {
      StoryViews views = node().service().views(viewer, id, PageRequest.of(null, null)).await();
      Set<UserId> viewers = new HashSet<>();
      views.items().forEach(view -> viewers.add(view.user().id()));
      assertThat(viewers).isEqualTo(model.views(id));
      assertThat(views.count()).isEqualTo(views.items().size()).isEqualTo(viewers.size());
    }
  }

  private Stories node() {
    return nodes.get(random.nextInt(nodes.size()));
  }

  private UserId person() {
    return PEOPLE.get(random.nextInt(PEOPLE.size())).id();
  }

  private StoryId story() {
    return everPosted.get(random.nextInt(everPosted.size()));
  }

  private Instant now() {
    return world.clock.instant();
  }

  private void note(Object... what) {
    log.add(Stream.of(what).map(String::valueOf).collect(Collectors.joining(" ")));
  }

  /// Null when there is none; any other failure stays one.
  private static <T> Future<T> ifThere(Future<T> answer) {
    return answer.recover(
        cause ->
            cause instanceof Failure.NotFound
                ? Future.succeededFuture()
                : Future.failedFuture(cause));
  }

  private static boolean isThere(Future<Void> answer) {
    return ifThere(answer.map(true)).await() != null;
  }

  private static StoryConfig limits(int pushedContactsMax, int ringAuthorsMax, int perPage) {
    StoryConfig defaults = StoryConfig.DEFAULTS;
    return new StoryConfig(
        defaults.lifetime(),
        defaults.activeMax(),
        pushedContactsMax,
        ringAuthorsMax,
        perPage,
        defaults.daysAhead(),
        defaults.keptFor(),
        defaults.upkeepEvery(),
        defaults.settledWithin(),
        defaults.limits());
  }
}
