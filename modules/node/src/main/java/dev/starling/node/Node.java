package dev.starling.node;

import dev.starling.messaging.RemoteAppend;
import dev.starling.node.config.NodeConfig;
import dev.starling.node.metrics.NodeMetrics;
import dev.starling.persistence.Database;
import dev.starling.persistence.PersistenceVerticle;
import dev.starling.routing.Routing;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Route;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One node: every module built once, started from the base up, stopped from the edge down.
public final class Node {

  private static final Logger LOG = LoggerFactory.getLogger(Node.class);

  private final NodeConfig config;
  private final Set<Role> roles;
  private final Clock clock;
  private final Cluster cluster;
  private final Vertx vertx;
  private final Edge edge;
  private final Lifecycle lifecycle = new Lifecycle();
  private final NodeMetrics metrics = new NodeMetrics();

  private Node(NodeConfig config, Set<Role> roles, Clock clock, Cluster cluster) {
    this.config = config;
    this.roles = roles;
    this.clock = clock;
    this.cluster = cluster;
    this.vertx = cluster.vertx();
    this.edge = new Edge(vertx, config);
  }

  /// Completes when clients are served. A node that cannot start leaves nothing behind.
  public static Future<Node> start(NodeConfig config, Set<Role> roles) {
    return start(config, roles, Clock.systemUTC());
  }

  /// @param clock says what has expired
  static Future<Node> start(NodeConfig config, Set<Role> roles, Clock clock) {
    Promise<Node> started = Promise.promise(); // Of no Vert.x, because it may outlive this one.
    Future<Void> migrated = Database.migrate(config.postgres());
    Cluster.join(config.cluster())
        .onFailure(started::fail)
        .onSuccess(cluster -> start(new Node(config, roles, clock, cluster), migrated, started));
    return started.future();
  }

  private static void start(Node node, Future<Void> migrated, Promise<Node> started) {
    node.start(migrated)
        .onSuccess(open -> started.complete(node))
        .onFailure(cause -> node.stop().onComplete(stopped -> started.fail(cause)));
  }

  /// Where it listens.
  public int port() {
    return edge.port();
  }

  /// What it serves.
  List<Route> routes() {
    return edge.routes();
  }

  /// Stops accepting, sends the sockets elsewhere, finishes what was accepted, leaves the cluster.
  public Future<Void> stop() {
    Promise<Void> stopped = Promise.promise();
    lifecycle.stop().onComplete(done -> vertx.close().onComplete(stopped));
    return stopped.future();
  }

  private Future<Void> start(Future<Void> migrated) {
    lifecycle.onStop("metrics", this::closeMetrics);
    return Database.open(vertx, config.postgres(), migrated)
        .compose(this::startBase)
        .compose(done -> edge.open())
        .onSuccess(
            open -> LOG.info("node {} serves port {}", cluster.manager().getNodeId(), port()));
  }

  private Future<Void> startBase(Database database) {
    lifecycle.onStop("database", database::close);
    Routing routing = Routing.create(vertx, cluster.manager(), config.routing());
    metrics.watch(routing);
    Future<?> routed =
        roles.contains(Role.ROUTING)
            ? vertx.deployVerticle(routing.verticle())
            : Future.succeededFuture();
    return routed.compose(done -> startDomain(database, routing));
  }

  private Future<Void> startDomain(Database database, Routing routing) {
    Domain domain =
        Domain.create(vertx, database, routing, config, roles, clock, metrics.writerListener());
    return startWriters(database, routing, domain)
        .compose(done -> start("accounts", domain.accounts()::start, domain.accounts()::stop))
        .compose(
            done ->
                start(
                    "stories",
                    () -> domain.stories().start(roles.contains(Role.STORY)),
                    domain.stories()::stop))
        .compose(done -> start("media", domain.media()::start, domain.media()::stop))
        .compose(done -> start("search", domain.search()::start, domain.search()::stop))
        .compose(done -> domain.messaging().start())
        .compose(
            done ->
                start(
                    "hooks",
                    () -> domain.hooks().start(roles.contains(Role.PERSISTENCE)),
                    domain.hooks()::stop))
        .compose(done -> start("previews", Future::succeededFuture, domain.previews()::close))
        .compose(done -> startLive(domain))
        .compose(done -> startSync(domain))
        // map, so that nothing is served before all of it was named.
        .map(
            done -> {
              metrics.watch(edge.sockets());
              metrics.watch(domain.search().stats());
              metrics.watch(domain.hooks().stats());
              metrics.watch(domain.messaging().sync().stats());
              metrics.watch(domain.writers());
              edge.carry(domain, roles);
              edge.carry(cluster, database, domain, metrics);
              lifecycle.onStop("edge", edge::close);
              return null;
            });
  }

  private Future<Void> startWriters(Database database, Routing routing, Domain domain) {
    if (!roles.contains(Role.PERSISTENCE)) {
      return Future.succeededFuture();
    }
    return Future.all(
            IntStream.range(0, domain.writers().size())
                .mapToObj(
                    place ->
                        new PersistenceVerticle(database, config.writer(), domain.writers(), place))
                .map(this::deploy)
                .toList())
        .compose(started -> new RemoteAppend(routing.bus()).serve(domain.writers()))
        .compose(served -> deploy(domain.messaging().personal().upkeep()));
  }

  private Future<Void> startSync(Domain domain) {
    return roles.contains(Role.CONNECTION)
        ? deploy(domain.messaging().sync().verticle())
        : Future.succeededFuture();
  }

  /// Where people are known, not only where they are: whoever outlives a node writes for it.
  private Future<Void> startLive(Domain domain) {
    return roles.contains(Role.ROUTING)
        ? deploy(domain.messaging().live().verticle())
        : Future.succeededFuture();
  }

  private Future<Void> deploy(VerticleBase verticle) {
    return vertx
        .deployVerticle(verticle)
        .onSuccess(
            id -> lifecycle.onStop(verticle.getClass().getSimpleName(), () -> vertx.undeploy(id)))
        .mapEmpty();
  }

  private Future<Void> start(String name, Supplier<Future<Void>> start, Supplier<Future<?>> stop) {
    lifecycle.onStop(name, stop);
    return start.get();
  }

  private Future<Void> closeMetrics() {
    metrics.close();
    return Future.succeededFuture();
  }
}
