package dev.starling.node;

import dev.starling.connection.Authentication;
import dev.starling.connection.SocketRoutes;
import dev.starling.connection.SocketServices;
import dev.starling.connection.Sockets;
import dev.starling.connection.command.CommandServices;
import dev.starling.connection.command.Commands;
import dev.starling.node.config.NodeConfig;
import dev.starling.node.http.AdminRoutes;
import dev.starling.node.http.ContractRoutes;
import dev.starling.node.http.EdgeVerticle;
import dev.starling.node.http.Health;
import dev.starling.node.http.Health.Check;
import dev.starling.node.metrics.NodeMetrics;
import dev.starling.persistence.Database;
import dev.starling.rest.ClientRoutes;
import dev.starling.rest.RestRoutes;
import dev.starling.rest.RestServices;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// Where clients and operators come in: the routes of the node's roles on one port.
final class Edge {

  private final Vertx vertx;
  private final NodeConfig config;
  private final Sockets sockets;
  private final List<Consumer<Router>> routes = new ArrayList<>();
  private final List<EdgeVerticle> servers = new CopyOnWriteArrayList<>();
  private volatile boolean draining;
  private String deployment;

  Edge(Vertx vertx, NodeConfig config) {
    this.vertx = vertx;
    this.config = config;
    this.sockets = new Sockets(config.connection());
  }

  Sockets sockets() {
    return sockets;
  }

  void carry(Domain domain, Set<Role> roles) {
    if (roles.contains(Role.CONNECTION)) {
      routes.add(new SocketRoutes(vertx, socketServices(domain))::mount);
      domain.accounts().revocations().onRevoked(sockets::revoke);
    }
    if (roles.contains(Role.REST)) {
      RestServices services =
          new RestServices(
              domain.accounts(),
              domain.messaging(),
              domain.stories().service(),
              domain.stories().lists(),
              domain.stories().responses(),
              domain.stories().kept(),
              domain.search(),
              domain.hooks(),
              domain.media(),
              domain.previews());
      routes.add(new RestRoutes(services, config.rest())::mount);
      routes.add(new ClientRoutes()::mount);
    }
  }

  void carry(Cluster cluster, Database database, Domain domain, NodeMetrics metrics) {
    List<Check> checks =
        List.of(
            new Check("postgresql", true, database::ping),
            new Check("cluster", true, cluster::check),
            new Check("redis", false, domain.stories()::redisReady),
            new Check("elasticsearch", false, domain.search()::ready));
    Health health = new Health(checks, () -> draining);
    routes.add(new AdminRoutes(health, metrics::scrape)::mount);
    routes.add(new ContractRoutes()::mount);
  }

  Future<Void> open() {
    return vertx
        .deployVerticle(
            () -> {
              EdgeVerticle server = new EdgeVerticle(config.http(), config.connection(), routes);
              servers.add(server);
              return server;
            },
            new DeploymentOptions().setInstances(config.http().servers()))
        .onSuccess(id -> deployment = id)
        .mapEmpty();
  }

  int port() {
    return servers.getFirst().port();
  }

  /// What is served, as each of the servers has it.
  List<Route> routes() {
    return servers.getFirst().routes();
  }

  /// Says that the node is not ready any more, sends its sockets elsewhere, and closes the port.
  Future<Void> close() {
    draining = true;
    return sockets
        .drain(vertx, config.http().drainMax(), new SecureRandom())
        .eventually(
            () -> deployment == null ? Future.succeededFuture() : vertx.undeploy(deployment));
  }

  private static CommandServices commandServices(Domain domain) {
    return new CommandServices(
        domain.messaging(),
        domain.stories().service(),
        domain.stories().responses(),
        domain.accounts().reports(),
        domain.accounts().limits());
  }

  private SocketServices socketServices(Domain domain) {
    return new SocketServices(
        new Authentication(domain.accounts()::authenticate, domain.accounts().tickets()::redeem),
        domain.accounts().revocations()::isRevoked,
        Commands.of(commandServices(domain))::run,
        domain.messaging().sync()::inboxes,
        domain.messaging().live()::closed,
        sockets,
        config.connection());
  }
}
