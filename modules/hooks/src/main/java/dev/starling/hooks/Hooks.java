package dev.starling.hooks;

import dev.starling.outbound.Outbound;
import dev.starling.outbound.OutboundConfig;
import dev.starling.persistence.Database;
import dev.starling.persistence.Repeated;
import dev.starling.persistence.account.AttemptRepository;
import dev.starling.persistence.account.BotRepository;
import dev.starling.persistence.conversation.MemberRepository;
import dev.starling.persistence.event.EventRepository;
import dev.starling.persistence.hook.DeliveryRepository;
import dev.starling.persistence.hook.EventHookRepository;
import dev.starling.persistence.hook.IncomingHookRepository;
import dev.starling.persistence.hook.PlaceRepository;
import dev.starling.persistence.hook.ScanRepository;
import dev.starling.persistence.hook.SubscriptionRepository;
import dev.starling.wire.ConversationId;
import dev.starling.wire.IdSource;
import dev.starling.wire.UserId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;

/// The hooks of one node, put together.
public final class Hooks {

  private static final Duration WITHDRAW_EVERY = Duration.ofMillis(250);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(2);
  private static final Duration SWEEP_EVERY = Duration.ofMinutes(10);
  private static final Duration PUSH_LEASE = Duration.ofMinutes(1);

  private final Vertx vertx;
  private final Outbound outside;
  private final Outbound anywhere;
  private final Scanner scanner;
  private final Repeated withdrawing;
  private final List<Repeated> repeated;
  private final List<Pump<?>> pumps;
  private final HookStats stats = new HookStats();
  private final SubscriptionService subscriptions;
  private final IncomingHookService incoming;
  private final EventHookService events;
  private final DeadLetterService deadLetters;
  private volatile String deployment;

  /// What hooks are built on.
  ///
  /// @param outside to addresses that users choose
  /// @param posting sends messages as bots
  public record Base(
      Vertx vertx, Database database, OutboundConfig outside, Posting posting, Clock clock) {}

  private Hooks(Base base, HooksConfig config) {
    SecureRandom random = new SecureRandom();
    IdSource ids = new IdSource(base.clock(), random);
    Database database = base.database();
    SubscriptionRepository browsers = new SubscriptionRepository(database);
    DeliveryRepository deliveries = new DeliveryRepository(database);
    EventHookRepository eventHooks = new EventHookRepository(database);
    PlaceRepository places = new PlaceRepository(database);
    OwnBots bots = new OwnBots(new BotRepository(database));
    Retry retry = Retry.of(config, random);

    vertx = base.vertx();
    outside = Outbound.create(vertx, base.outside());
    anywhere = Outbound.create(vertx, base.outside().allowingPrivate());
    scanner = new Scanner(new ScanRepository(database), deliveries, browsers, config);
    WebPusher pusher = new WebPusher(vertx, browsers, outside, config.push());
    Endpoint endpoint = new Endpoint(anywhere, config.push(), base.clock());
    PushWorker pushes =
        new PushWorker(
            deliveries, browsers, endpoint, pusher, retry, config.push().includeText(), stats);
    EventWorker sender =
        new EventWorker(
            places,
            new EventRepository(database, base.clock()),
            outside,
            retry,
            base.clock(),
            stats);
    withdrawing = new Repeated(vertx, "withdrawing", WITHDRAW_EVERY, scanner::withdraw);
    repeated =
        List.of(
            withdrawing,
            new Repeated(vertx, "looking for changes", config.scanEvery(), scanner::scan),
            new Repeated(vertx, "looking for readers", LOOK_EVERY, scanner::look),
            new Repeated(vertx, "sweeping hooks", SWEEP_EVERY, scanner::sweep));
    pumps =
        List.of(
            pump("push", config, limit -> deliveries.claim(limit, PUSH_LEASE), pushes::work),
            pump(
                "event hooks",
                config,
                limit -> places.claim(limit, EventWorker.LEASE),
                sender::work));

    subscriptions =
        new SubscriptionService(browsers, pusher, outside, ids, config.subscriptionsMax());
    incoming =
        new IncomingHookService(
            new IncomingHookRepository(database),
            bots,
            new MemberRepository(database),
            new AttemptRepository(database),
            base.posting(),
            ids,
            random,
            base.clock(),
            config);
    events = new EventHookService(eventHooks, bots, outside, ids, random, config);
    deadLetters = new DeadLetterService(deliveries, eventHooks, config.operatorToken());
  }

  /// Nothing happens before [#start].
  public static Hooks create(Base base, HooksConfig config) {
    return new Hooks(base, config);
  }

  /// @param isSender whether this node sends, besides managing hooks and noticing who reads
  public Future<Void> start(boolean isSender) {
    HooksVerticle verticle =
        isSender
            ? new HooksVerticle(repeated, pumps)
            : new HooksVerticle(List.of(withdrawing), List.of());
    return vertx.deployVerticle(verticle).onSuccess(id -> deployment = id).mapEmpty();
  }

  /// Completes when no request is under way any more.
  public Future<Void> stop() {
    Future<Void> undeployed =
        deployment == null ? Future.succeededFuture() : vertx.undeploy(deployment);
    return undeployed.eventually(outside::close).eventually(anywhere::close);
  }

  /// Somebody has read something on this node. Cheap; any thread.
  public void read(UserId user, ConversationId conversation) {
    scanner.read(user, conversation);
  }

  public HookStats stats() {
    return stats;
  }

  public SubscriptionService subscriptions() {
    return subscriptions;
  }

  public IncomingHookService incoming() {
    return incoming;
  }

  public EventHookService events() {
    return events;
  }

  public DeadLetterService deadLetters() {
    return deadLetters;
  }

  private <T> Pump<T> pump(
      String name,
      HooksConfig config,
      IntFunction<Future<List<T>>> claim,
      Function<T, Future<Void>> work) {
    return new Pump<>(vertx, name, config.parallelMax(), config.scanEvery(), claim, work);
  }
}
