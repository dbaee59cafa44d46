package dev.starling.story;

import dev.starling.devservices.Services;
import dev.starling.persistence.Database;
import dev.starling.persistence.PostgresConfig;
import dev.starling.story.redis.RedisConfig;
import dev.starling.wire.UserId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
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
  private final List<Stories> nodes = new ArrayList<>();

  World(Services services) {
    String postgres = services.postgres().newDatabase().uri().toString();
    this.database = Database.open(vertx, PostgresConfig.DEFAULTS.at(postgres)).await();
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

  Stories node(StoryConfig config, StoryAudience audience) {
    Stories node =
        Stories.create(
            new Stories.Base(vertx, database, clock, audience, files::describe),
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

  @Override
  public void close() {
    nodes.forEach(node -> node.stop().await());
    database.close().await();
    vertx.close().await();
  }

  private void change(String statement, UserId one, UserId other) {
    database.run(statement, one.value(), other.value()).await();
  }
}
