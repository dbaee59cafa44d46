package dev.starling.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.starling.devservices.Services;
import dev.starling.persistence.story.PullWriter;
import dev.starling.persistence.story.StoryDays;
import dev.starling.wire.ConversationId;
import dev.starling.wire.Failure;
import dev.starling.wire.ListId;
import dev.starling.wire.PageRequest;
import dev.starling.wire.StoryId;
import dev.starling.wire.UserId;
import dev.starling.wire.account.User;
import dev.starling.wire.story.AskRings;
import dev.starling.wire.story.Audience;
import dev.starling.wire.story.EditStory;
import dev.starling.wire.story.NewStory;
import dev.starling.wire.story.Story;
import dev.starling.wire.story.StoryFeed;
import dev.starling.wire.story.StoryViews;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A few people post for whom they choose, change their minds, look, react, fall out and make up,
/// come into lists and groups and out of them, through two nodes with different limits, while Redis
/// is flushed, stopped, frozen, and brought back with what it knew then or before, and nodes end
/// without a word to anybody. After each step every answer is what [Model] says.
///
/// A run is repeated with `-Dseed=…`; `-Dsteps=…` makes it longer: 10,000 is the full one.
class StoryModelIT {

  private static final long SEED = Long.getLong("seed", System.nanoTime());
  private static final int STEPS = Integer.getInteger("steps", 400);

  private static final List<User> PEOPLE =
      LongStream.rangeClosed(1, 6)
          .mapToObj(id -> new User(new UserId(id), "user" + id, "User " + id))
          .toList();

  /// A list of this id and a group of the same for everybody.
  private static final ListId LIST = new ListId(1);

  private static final ConversationId GROUP = new ConversationId(1);

  private final Random random = new Random(SEED);
  private final Model model = new Model();
  private final List<StoryId> everPosted = new ArrayList<>(List.of(new StoryId(1)));
  private final List<String> log = new ArrayList<>();

  private Services services;
  private World world;
  private Rewind rewind;
  private List<Stories> nodes;
  private List<StoryConfig> configs;
  private Redis redis = Redis.THERE;
  private long fromRing;
  private long fromDatabase;

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
    configs = List.of(limits(5_000, 5_000, 500), limits(3, 3, 2));
    nodes = new ArrayList<>(configs.stream().map(world::node).toList());
    for (User owner : PEOPLE) {
      world.makeList(owner.id(), listOf(owner.id()));
    }
    world.makeGroup(GROUP);
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
    nodes.forEach(this::count);
    System.out.println("feeds read from rings: " + fromRing + ", without: " + fromDatabase);
    assertThat(fromRing).isGreaterThan(STEPS / 4);
    assertThat(fromDatabase).isGreaterThan(STEPS / 4);
  }

  private void count(Stories node) {
    fromRing += node.feedCounts().fromRing();
    fromDatabase += node.feedCounts().fromDatabase();
  }

  private void step() {
    UserId one = person();
    UserId other = person();
    int dice = random.nextInt(100);
    if (dice < 18) {
      post(one);
    } else if (dice < 22) {
      delete(authorOr(one, story()));
    } else if (dice < 29) {
      edit(authorOr(one, story()));
    } else if (dice < 54) {
      changeWhoKnowsWhom(one, other, random.nextInt(25));
    } else if (dice < 68) {
      view(one, story());
    } else if (dice < 74) {
      react(one, story());
    } else {
      changeTheWorld(random.nextInt(26));
    }
  }

  private void changeWhoKnowsWhom(UserId one, UserId other, int dice) {
    if (one.equals(other)) {
      return;
    } else if (dice < 8) {
      addContact(one, other);
    } else if (dice < 11) {
      note("removeContact", one, other);
      world.removeContact(one, other);
      model.removeContact(one, other);
    } else if (dice < 13) {
      note("block", one, other);
      world.block(one, other);
      model.block(one, other);
    } else if (dice < 16) {
      note("unblock", one, other);
      world.unblock(one, other);
      model.unblock(one, other);
    } else if (dice < 21) {
      list(one, random.nextBoolean() ? listOf(one) : ListId.CLOSE_FRIENDS, other);
    } else if (dice < 23) {
      mute(one, other);
    } else {
      boolean in = random.nextInt(3) > 0;
      note("member", one, in);
      world.member(GROUP, one, in);
      model.member(GROUP, one, in);
    }
  }

  private void changeTheWorld(int dice) {
    if (dice < 8) {
      Duration by = Duration.ofSeconds(random.nextLong(1 << random.nextInt(17)) + 1);
      note("clock", by);
      world.clock.advance(by);
    } else if (dice < 10) {
      note("upkeep");
      upkeep();
    } else if (dice < 16) {
      flushOrRemember();
    } else if (dice < 18) {
      killNode();
    } else {
      breakOrMendRedis();
    }
  }

  private record Mine(UserId author, StoryId story) {}

  /// Mostly the author's own, because nothing else can be done with that of others.
  private Mine authorOr(UserId anybody, StoryId story) {
    UserId author =
        PEOPLE.stream()
            .map(User::id)
            .filter(person -> model.mine(person, story, now()))
            .findFirst()
            .filter(mine -> random.nextInt(4) > 0)
            .orElse(anybody);
    return new Mine(author, story);
  }

  private Audience audience(UserId author) {
    List<ListId> lists = random.nextBoolean() ? List.of(listOf(author)) : List.of();
    return switch (random.nextInt(6)) {
      case 0 -> new Audience.Everyone();
      case 1 -> new Audience.CloseFriends();
      case 2 -> new Audience.Lists(List.of(listOf(author), ListId.CLOSE_FRIENDS));
      case 3 -> new Audience.Except(List.of(person()), lists);
      case 4 -> new Audience.Conversations(List.of(GROUP));
      default -> Audience.CONTACTS;
    };
  }

  private void post(UserId author) {
    Audience audience = audience(author);
    Integer hours = List.of(6, 12, 24, 48).get(random.nextInt(4));
    note("post", author, audience, hours);
    NewStory draft = new NewStory("story " + log.size(), null, null, null, audience, hours, null);
    if (!model.mayChoose(author, audience)) {
      assertThatExceptionOfType(Failure.Forbidden.class)
          .isThrownBy(() -> node().service().post(author, draft).await());
      return;
    }
    StoryService.Posted posted = node().service().post(author, draft).await();
    assertThat(posted.isNew()).isTrue();
    model.posted(posted.story());
    everPosted.add(posted.story().id());
  }

  private void delete(Mine mine) {
    note("delete", mine);
    boolean deleted = isThere(node().service().delete(mine.author(), mine.story()));
    assertThat(deleted).isEqualTo(model.delete(mine.author(), mine.story(), now()));
  }

  private void edit(Mine mine) {
    EditStory change = new EditStory("step " + log.size(), null, audience(mine.author()));
    note("edit", mine, change.audience());
    boolean edited = isThere(node().service().edit(mine.author(), mine.story(), change).mapEmpty());
    assertThat(edited).isEqualTo(model.edit(mine.author(), mine.story(), change, now()));
  }

  private void view(UserId viewer, StoryId story) {
    note("view", viewer, story);
    boolean seen = isThere(node().service().view(viewer, story));
    assertThat(seen).isEqualTo(model.view(viewer, story, now()));
  }

  private void react(UserId viewer, StoryId story) {
    String emoji = random.nextBoolean() ? "👍" : "🔥";
    note("react", viewer, story, emoji);
    boolean reacted = isThere(node().service().react(viewer, story, emoji));
    assertThat(reacted).isEqualTo(model.react(viewer, story, emoji, now()));
  }

  private void list(UserId owner, ListId list, UserId user) {
    boolean in = random.nextInt(3) > 0;
    note("list", owner, list, user, in);
    ListService lists = node().lists();
    (in ? lists.add(owner, list, user) : lists.remove(owner, list, user)).await();
    model.list(owner, list, user, in);
  }

  private void mute(UserId owner, UserId author) {
    boolean on = random.nextBoolean();
    note("mute", owner, author, on);
    ListService lists = node().lists();
    (on ? lists.mute(owner, author) : lists.unmute(owner, author)).await();
    model.mute(owner, author, on);
  }

  /// What it had not finished is for the others: half of the time it has just stored a story and
  /// told nobody.
  private void killNode() {
    int which = random.nextInt(nodes.size());
    note("kill", which);
    if (random.nextBoolean()) {
      UserId author = person();
      Story story = world.storedOnly(author, "story " + log.size());
      note("stored", author, story.id());
      model.posted(story);
      everPosted.add(story.id());
    }
    count(nodes.get(which));
    world.kill(nodes.get(which));
    nodes.set(which, world.node(configs.get(which)));
  }

  private void addContact(UserId owner, UserId contact) {
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
      compareFeed(viewer.id(), false);
      compareFeed(viewer.id(), true);
    }
    AskRings everybody = new AskRings(PEOPLE.stream().map(User::id).toList());
    UserId viewer = person();
    assertThat(node().service().rings(viewer, everybody).await().items())
        .as("rings for %s", viewer)
        .isEqualTo(model.rings(viewer, PEOPLE, now()));
    for (int i = 0; i < 3; i++) {
      compareStory(person(), story());
    }
  }

  private void compareFeed(UserId viewer, boolean muted) {
    List<StoryFeed.Entry> expected = model.feed(viewer, PEOPLE, muted, now());
    List<StoryFeed.Entry> actual = new ArrayList<>();
    int limit = 1 + random.nextInt(6);
    String state = null;
    String cursor = null;
    do {
      StoryFeed page =
          node().service().feed(viewer, PageRequest.of(limit, cursor), null, muted).await();
      actual.addAll(page.items());
      assertThat(state == null || page.state().equals(state)).isTrue();
      state = page.state();
      cursor = page.next();
    } while (cursor != null);

    assertThat(actual).as("feed of %s, muted: %s", viewer, muted).isEqualTo(expected);
    StoryFeed same =
        node().service().feed(viewer, PageRequest.of(limit, null), state, muted).await();
    assertThat(same).isEqualTo(new StoryFeed(List.of(), state, null, true));
  }

  private void compareStory(UserId viewer, StoryId id) {
    Story found = ifThere(node().service().get(viewer, id)).await();
    assertThat(found)
        .as("%s for %s", id, viewer)
        .isEqualTo(model.find(viewer, id, now()).orElse(null));
    if (found != null && found.author().equals(viewer)) {
      StoryViews views = node().service().views(viewer, id, PageRequest.of(null, null)).await();
      Map<UserId, String> viewers = new TreeMap<>();
      views
          .items()
          .forEach(view -> viewers.put(view.user().id(), view.emoji() == null ? "" : view.emoji()));
      assertThat(viewers).isEqualTo(model.views(id));
      assertThat(views.count()).isEqualTo(views.items().size()).isEqualTo(viewers.size());
      long reacted = viewers.values().stream().filter(emoji -> !emoji.isEmpty()).count();
      assertThat(views.reactions().stream().mapToLong(StoryViews.ReactionCount::count).sum())
          .isEqualTo(reacted);
    }
  }

  private static ListId listOf(UserId owner) {
    return new ListId(LIST.value() + owner.value());
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

  /// Null when that is refused; any other failure stays one.
  private static <T> Future<T> ifThere(Future<T> answer) {
    return answer.recover(
        cause -> isRefusal(cause) ? Future.succeededFuture() : Future.failedFuture(cause));
  }

  /// Not there, not for them, or their own where only others do that.
  private static boolean isRefusal(Throwable cause) {
    return cause instanceof Failure.NotFound
        || cause instanceof Failure.Forbidden
        || cause instanceof Failure.Conflict;
  }

  private static boolean isThere(Future<Void> answer) {
    return ifThere(answer.map(true)).await() != null;
  }

  /// Of rings, and none of posting.
  static StoryConfig limits(int pushedContactsMax, int ringAuthorsMax, int perPage) {
    StoryConfig defaults = StoryConfig.DEFAULTS;
    StoryLimits some = StoryLimits.DEFAULTS;
    return new StoryConfig(
        defaults.lifetime(),
        100_000,
        pushedContactsMax,
        ringAuthorsMax,
        perPage,
        defaults.daysAhead(),
        defaults.keptFor(),
        defaults.upkeepEvery(),
        defaults.settledWithin(),
        new StoryLimits(
            some.partsMax(),
            some.areasMax(),
            some.mentionsMax(),
            some.videoMax(),
            100_000,
            some.namedMax(),
            some.listsMax(),
            some.listedMax(),
            some.askedMax()));
  }
}
