package dev.starling.story;

import dev.starling.devservices.Services;
import dev.starling.persistence.Database;
import dev.starling.persistence.PostgresConfig;
import dev.starling.persistence.story.KeptRepository;
import dev.starling.persistence.story.PostLimits;
import dev.starling.persistence.story.PullWriter;
import dev.starling.persistence.story.StoryDays;
import dev.starling.persistence.story.StoryRepository;
import dev.starling.persistence.story.ViewRepository;
import dev.starling.story.redis.RedisConfig;
import dev.starling.wire.ConversationId;
import dev.starling.wire.IdSource;
import dev.starling.wire.ListId;
import dev.starling.wire.StoryId;
import dev.starling.wire.UserId;
import dev.starling.wire.conversation.Accepted;
import dev.starling.wire.event.StoryQuote;
import dev.starling.wire.story.Story;
import dev.starling.wire.story.StoryReply;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;

/// People who know each other, and nodes that serve them stories. Each node has a connection to
/// Redis of its own.
final class World implements AutoCloseable {

  static final UserId ALICE = new UserId(1);
  static final UserId BOB = new UserId(2);
  static final UserId CAROL = new UserId(3);

  private static final String ADD_CONTACT =
      "insert into contact (owner_id, contact_id) values ($1, $2) on conflict do nothing";
  private static final Duration RECONNECT_AFTER = Duration.ofMillis(20);

  final FakeClock clock = new FakeClock();
  final Vertx vertx = Vertx.vertx();
  final Database database;
  final RedisConfig redis;
  final Uploads files;
  private final PostgresConfig postgres;
  private final List<Stories> nodes = new ArrayList<>();
  private final List<Process> processes = new ArrayList<>();

  World(Services services) {
    this.postgres = PostgresConfig.DEFAULTS.at(services.postgres().newDatabase().uri().toString());
    this.database = Database.open(vertx, postgres).await();
    this.files = new Uploads(database);
    RedisConfig defaults = RedisConfig.DEFAULTS.at(services.redis().uri().toString());
    this.redis =
        new RedisConfig(
            defaults.uris(),
            defaults.cluster(),
            defaults.password(),
            defaults.keyPrefix(),
            defaults.answerWithin(),
            defaults.connectWithin(),
            RECONNECT_AFTER,
            RECONNECT_AFTER);
  }

  /// What was said to authors, in place of messages.
  final List<Said> said = Collections.synchronizedList(new ArrayList<>());

  record Said(UserId sender, UserId to, StoryReply reply, StoryQuote about) {}

  private final DirectMessages messages =
      (sender, to, reply, about) -> {
        said.add(new Said(sender, to, reply, about));
        return Future.succeededFuture(
            new Accepted(new ConversationId(1), said.size(), clock.instant(), false));
      };

  Stories node(StoryConfig config, StoryAudience audience) {
    Stories node =
        Stories.create(
            new Stories.Base(vertx, database, clock, audience, files::describe, messages),
            redis,
            config,
            SeeingConfig.DEFAULTS);
    node.start(true).await();
    nodes.add(node);
    return node;
  }

  Stories node(StoryConfig config) {
    return node(config, (users, signal) -> {});
  }

  World people(int count) {
    LongStream.rangeClosed(1, count).forEach(this::person);
    return this;
  }

  private void person(long id) {
    database
        .run(
            """
            insert into account (id, username, username_key, display_name, password_hash, created_at)
            values ($1, 'user' || $1, 'user' || $1, 'User ' || $1, '', now())
            """,
            id)
        .await();
  }

  /// As it reaches the table, whoever does it; nobody is told.
  Future<?> contactAdded(UserId owner, UserId contact) {
    return database.run(ADD_CONTACT, owner.value(), contact.value());
  }

  void addContact(UserId owner, UserId contact) {
    contactAdded(owner, contact).await();
  }

  void removeContact(UserId owner, UserId contact) {
    change("delete from contact where owner_id = $1 and contact_id = $2", owner, contact);
  }

  void block(UserId owner, UserId blocked) {
    change(
        "insert into block (owner_id, blocked_id) values ($1, $2) on conflict do nothing",
        owner,
        blocked);
  }

  void unblock(UserId owner, UserId blocked) {
    change("delete from block where owner_id = $1 and blocked_id = $2", owner, blocked);
  }

  /// As many contacts of the author's, who are nobody else's.
  void followers(UserId author, int count) {
    database
        .run(
            """
            insert into account (id, username, username_key, display_name, password_hash, created_at)
            select i, 'many' || i, 'many' || i, 'Many ' || i, '', now()
              from generate_series(1000, 999 + $1::int) i
            """,
            count)
        .await();
    database
        .run(
            "insert into contact (owner_id, contact_id)"
                + " select $1, i from generate_series(1000, 999 + $2::int) i",
            author.value(),
            count)
        .await();
    database.run("delete from story_pull").await();
    database.run("analyze account, contact").await();
  }

  void makeList(UserId owner, ListId id) {
    database
        .run(
            "insert into audience_list (id, owner_id, name) values ($1, $2, 'List')",
            id.value(),
            owner.value())
        .await();
  }

  void makeGroup(ConversationId id) {
    database
        .run("insert into conversation (id, kind, created_by) values ($1, 1, 1)", id.value())
        .await();
  }

  void member(ConversationId group, UserId user, boolean in) {
    String statement =
        in
            ? "insert into conversation_member (conversation_id, user_id) values ($1, $2)"
                + " on conflict do nothing"
            : "delete from conversation_member where conversation_id = $1 and user_id = $2";
    database.run(statement, group.value(), user.value()).await();
  }

  /// As by a node that ends right after the commit: in no ring, and nobody is told.
  Story storedOnly(UserId author, String text) {
    return storedOnly(story(author, text, null));
  }

  /// One that could be posted now.
  Story story(UserId author, String text, Story.Original shown) {
    StoryId id = new StoryId(new IdSource(clock, new SecureRandom()).next());
    Instant at = IdSource.timeOf(id.value());
    Story story = Story.ofText(id, author, text, at, at.plus(Duration.ofDays(1)));
    return new Story(
        id,
        author,
        story.kind(),
        text,
        story.parts(),
        null,
        null,
        story.audience(),
        shown,
        at,
        story.expiresAt(),
        null);
  }

  Story storedOnly(Story story) {
    new StoryRepository(database)
        .post(story, null, new PostLimits(100_000, 100_000, 100_000))
        .await();
    return story;
  }

  /// A node with threads and connections of its own, as a process has them.
  record Process(Vertx vertx, Stories stories) {

    /// At once: its connections break, and whatever it was doing stays undone, or half done.
    void kill() {
      vertx.close().await();
    }
  }

  Process process(StoryConfig config) {
    Vertx own = Vertx.vertx();
    Database pool = Database.open(own, postgres, Future.succeededFuture()).await();
    Stories.Base base =
        new Stories.Base(own, pool, clock, (users, signal) -> {}, files::describe, messages);
    Process process = new Process(own, Stories.create(base, redis, config, SeeingConfig.DEFAULTS));
    process.stories().start(true).await();
    processes.add(process);
    return process;
  }

  @Override
  public void close() {
    nodes.forEach(node -> node.stop().await());
    processes.forEach(Process::kill);
    database.close().await();
    vertx.close().await();
  }

  private void change(String statement, UserId one, UserId other) {
    database.run(statement, one.value(), other.value()).await();
  }

  /// As it is done every so often: forgets what is over, and drops its days.
  void upkeep() {
    StoryConfig config = StoryConfig.DEFAULTS;
    new Forgetting(
            new ViewRepository(database),
            new KeptRepository(database),
            clock,
            config,
            SeeingConfig.DEFAULTS)
        .run()
        .await();
    new Upkeep(new StoryDays(database), new PullWriter(vertx, database), clock, config)
        .run()
        .await();
  }
}
