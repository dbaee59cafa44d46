package dev.starling.story;

import dev.starling.persistence.Database;
import dev.starling.persistence.story.AnswerRepository;
import dev.starling.persistence.story.CopyRepository;
import dev.starling.persistence.story.FeedRepository;
import dev.starling.persistence.story.GoneRepository;
import dev.starling.persistence.story.HighlightRepository;
import dev.starling.persistence.story.KeptRepository;
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
  private final ResponseService responses;
  private final KeptService kept;
  private final StoryVerticle verticle;
  private volatile String deployment;

  private Stories(
      Vertx vertx,
      RedisCopy redis,
      FeedReader feeds,
      StoryService service,
      ListService lists,
      ResponseService responses,
      KeptService kept,
      StoryVerticle verticle) {
    this.vertx = vertx;
    this.redis = redis;
    this.feeds = feeds;
    this.service = service;
    this.lists = lists;
    this.responses = responses;
    this.kept = kept;
    this.verticle = verticle;
  }

  /// What all parts of the module need.
  ///
  /// @param audience told of stories that are for them
  /// @param files what people have uploaded
  /// @param messages for replies
  public record Base(
      Vertx vertx,
      Database database,
      Clock clock,
      StoryAudience audience,
      OwnFiles files,
      DirectMessages messages) {}

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
    Viewing viewing = new Viewing(views, news, clock, seeing.viewersFor());
    IdSource ids = new IdSource(clock, random);
    KeptRepository keeping = new KeptRepository(database);
    Aftermath aftermath =
        new Aftermath(
            new Mentioned(stories, base.audience()),
            new Gone(new GoneRepository(database), base.audience(), config.contactsPerPage()),
            keeping);
    Posting posting =
        new Posting(stories, spread, aftermath, new Drafts(base.files(), ids, config), config);
    ResponseService responses =
        new ResponseService(
            stories,
            clock,
            new Replies(base.messages()),
            new Answering(new AnswerRepository(database), viewing, clock, seeing.viewersFor()),
            new Resharing(posting));
    Upkeep upkeep = new Upkeep(new StoryDays(database), pulls, clock, config);
    Forgetting forgetting = new Forgetting(views, keeping, clock, config, seeing);
    return new Stories(
        vertx,
        redis,
        feeds,
        new StoryService(posting, stories, viewing, feeds, spread, config.limits(), clock),
        new ListService(new ListRepository(database), spread, ids, clock, config.limits()),
        responses,
        new KeptService(keeping, new HighlightRepository(database), ids, clock, seeing),
        new StoryVerticle(
            () -> forgetting.run().compose(done -> upkeep.run()), config.upkeepEvery(), random));
  }

  public ResponseService responses() {
    return responses;
  }

  public KeptService kept() {
    return kept;
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
