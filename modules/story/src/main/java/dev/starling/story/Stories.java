package dev.starling.story;

import dev.starling.persistence.Database;
import dev.starling.persistence.story.CopyRepository;
import dev.starling.persistence.story.FeedRepository;
import dev.starling.persistence.story.ListRepository;
import dev.starling.persistence.story.PullWriter;
import dev.starling.persistence.story.StoryDays;
import dev.starling.persistence.story.StoryRepository;
import dev.starling.persistence.story.ViewRepository;
import dev.starling.story.redis.RedisConfig;
import dev.starling.story.redis.RedisCopy;
import dev.starling.wire.IdSource;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.Clock;

/// The stories of one node, put together.
public final class Stories {

  private final Vertx vertx;
  private final RedisCopy redis;
  private final FeedReader feeds;
  private final StoryService service;
  private final ListService lists;
  private final StoryVerticle verticle;
  private volatile String deployment;

  private Stories(
      Vertx vertx,
      RedisCopy redis,
      FeedReader feeds,
      StoryService service,
      ListService lists,
      StoryVerticle verticle) {
    this.vertx = vertx;
    this.redis = redis;
    this.feeds = feeds;
    this.service = service;
    this.lists = lists;
    this.verticle = verticle;
  }

  /// What all parts of the module need.
  ///
  /// @param audience told of stories that are for them
  /// @param files what people have uploaded
  public record Base(
      Vertx vertx, Database database, Clock clock, StoryAudience audience, OwnFiles files) {}

  /// To be called on the context that shall own the connection to Redis.
  public static Stories create(
      Base base, RedisConfig redisConfig, StoryConfig config, SeeingConfig seeing) {
    Vertx vertx = base.vertx();
    Database database = base.database();
    Clock clock = base.clock();
    SecureRandom random = new SecureRandom();
    StoryRepository stories = new StoryRepository(database);
    CopyRepository copies = new CopyRepository(database);
    PullWriter pulls = new PullWriter(vertx, database);
    RedisCopy redis = new RedisCopy(vertx, redisConfig);
    Rings rings = new Rings(redis, redisConfig, config.ringAuthorsMax(), random);
    Spread spread = new Spread(copies, pulls, rings, base.audience(), config.contactsPerPage());
    FeedReader feeds =
        new FeedReader(new FeedRepository(database), copies, rings, config.ringAuthorsMax());
    ViewRepository views = new ViewRepository(database);
    AuthorNews news = new AuthorNews(vertx, base.audience(), views::count, seeing.newsEvery());
    StoryService service =
        new StoryService(
            new Posting(
                stories,
                spread,
                new Drafts(base.files(), new IdSource(clock, random), config),
                config),
            stories,
            new Viewing(views, news, clock, seeing.viewersFor()),
            feeds,
            spread,
            config.limits(),
            clock);
    ListService lists =
        new ListService(
            new ListRepository(database),
            spread,
            new IdSource(clock, random),
            clock,
            config.limits());
    Upkeep upkeep = new Upkeep(new StoryDays(database), pulls, clock, config);
    Forgetting forgetting = new Forgetting(views, clock, seeing.forgottenAtOnce());
    return new Stories(
        vertx,
        redis,
        feeds,
        service,
        lists,
        new StoryVerticle(
            () -> upkeep.run().compose(done -> forgetting.run()), config.upkeepEvery(), random));
  }

  public ListService lists() {
    return lists;
  }

  public StoryService service() {
    return service;
  }

  /// Completes when the node can serve stories, with or without Redis.
  ///
  /// @param upkeep whether this node looks after the days, too
  public Future<Void> start(boolean upkeep) {
    Future<Void> connecting = redis.start();
    return upkeep
        ? connecting
            .compose(done -> vertx.deployVerticle(verticle))
            .onSuccess(id -> deployment = id)
            .mapEmpty()
        : connecting;
  }

  public Future<Void> stop() {
    Future<Void> undeployed =
        deployment == null ? Future.succeededFuture() : vertx.undeploy(deployment);
    return undeployed.eventually(redis::stop);
  }

  /// Fails unless Redis answers. Stories are served all the same, only at a higher price.
  public Future<Void> redisReady() {
    return redis.ping();
  }

  public FeedCounts feedCounts() {
    return feeds.counts();
  }
}
