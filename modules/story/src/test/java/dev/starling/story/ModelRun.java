package dev.starling.story;

import dev.starling.devservices.Services;
import dev.starling.wire.ConversationId;
import dev.starling.wire.ListId;
import dev.starling.wire.StoryId;
import dev.starling.wire.UserId;
import dev.starling.wire.account.User;
import dev.starling.wire.story.Audience;
import dev.starling.wire.story.Story;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// One run of [StoryModelIT]: the people, the nodes that serve them, what the answers must be, and
/// what has happened so far.
final class ModelRun implements AutoCloseable {

  static final List<User> PEOPLE =
      LongStream.rangeClosed(1, 6)
          .mapToObj(id -> new User(new UserId(id), "user" + id, "User " + id))
          .toList();

  static final ConversationId GROUP = new ConversationId(1);

  /// Lists of everybody's follow this one.
  private static final ListId LIST = new ListId(1);

  /// So many of the latest stories are what people mostly look at: most others are over.
  private static final int LATEST = 24;

  private static final List<StoryConfig> NODES =
      List.of(limits(5_000, 5_000, 500), limits(3, 3, 2));

  final Random random;
  final Model model = new Model();
  final Services services = Services.separate();
  final World world = new World(services).people(PEOPLE.size());
  final List<String> log = new ArrayList<>();
  private final List<StoryId> everPosted = new ArrayList<>(List.of(new StoryId(1)));
  private final List<World.Process> nodes = new ArrayList<>();
  private long fromRing;
  private long fromDatabase;

  ModelRun(long seed) {
    random = new Random(seed);
    NODES.forEach(config -> nodes.add(world.process(config)));
    PEOPLE.forEach(owner -> world.makeList(owner.id(), listOf(owner.id())));
    world.makeGroup(GROUP);
  }

  /// Any of them: all give the same answers.
  Stories node() {
    return nodes.get(random.nextInt(nodes.size())).stories();
  }

  List<Stories> nodes() {
    return nodes.stream().map(World.Process::stories).toList();
  }

  /// Ends a node at once, in the midst of what it does, and starts another in its place.
  void killNode(int which) {
    World.Process killed = nodes.get(which);
    count(killed);
    killed.kill();
    nodes.set(which, world.process(NODES.get(which)));
  }

  void posted(Story story) {
    model.posted(story);
    everPosted.add(story.id());
  }

  UserId person() {
    return PEOPLE.get(random.nextInt(PEOPLE.size())).id();
  }

  StoryId story() {
    int all = everPosted.size();
    int from = random.nextInt(4) > 0 ? Math.max(0, all - LATEST) : 0;
    return everPosted.get(from + random.nextInt(all - from));
  }

  Audience audience(UserId author) {
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

  static ListId listOf(UserId owner) {
    return new ListId(LIST.value() + owner.value());
  }

  Instant now() {
    return world.clock.instant();
  }

  void note(Object... what) {
    log.add(Stream.of(what).map(String::valueOf).collect(Collectors.joining(" ")));
  }

  /// What has happened last.
  String latest() {
    return String.join("\n", log.subList(Math.max(0, log.size() - 40), log.size()));
  }

  private void count(World.Process node) {
    fromRing += node.stories().feedCounts().fromRing();
    fromDatabase += node.stories().feedCounts().fromDatabase();
  }

  /// How many feeds were read with the help of Redis, and without, by all nodes that ever were.
  FeedCounts feedCounts() {
    long ring = fromRing;
    long database = fromDatabase;
    for (Stories node : nodes()) {
      ring += node.feedCounts().fromRing();
      database += node.feedCounts().fromDatabase();
    }
    return new FeedCounts(ring, database);
  }

  @Override
  public void close() {
    world.close();
    services.close();
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
