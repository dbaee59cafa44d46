package dev.starling.messaging.audience;

import dev.starling.routing.Routing;
import dev.starling.routing.delivery.Mailbox;
import dev.starling.routing.delivery.RoutingConfig;
import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import dev.starling.wire.cluster.Delivery;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.test.fakecluster.FakeClusterManager;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// One node of a cluster in this JVM: its routing, its audiences, and sockets that say nothing. The
/// sockets of one user are opened and closed by one thread at a time.
final class AudienceNode implements AutoCloseable {

  private record Socket(Context context) implements Mailbox {
    @Override
    public void receive(Delivery delivery) {}
  }

  private final Vertx vertx;
  private final Context context;
  private final Routing routing;
  private final Audiences audiences;
  private final Map<UserId, Deque<Mailbox>> sockets = new ConcurrentHashMap<>();

  AudienceNode(Members members, AudienceConfig config) {
    FakeClusterManager cluster = new FakeClusterManager();
    vertx = Vertx.builder().withClusterManager(cluster).buildClustered().await();
    context = vertx.getOrCreateContext();
    routing = Routing.create(vertx, cluster, RoutingConfig.DEFAULTS);
    audiences = new Audiences(routing.bus(), members::lists, routing.router()::reaches, config);
    routing.directory().onMove(audiences::moved);
    vertx.deployVerticle(routing.verticle()).await();
    audiences.start().await();
  }

  Audiences audiences() {
    return audiences;
  }

  Audience audience(ConversationId conversation, int version) {
    return audiences.of(Map.of(conversation, version)).await().get(conversation);
  }

  Set<UserId> here() {
    return Set.copyOf(routing.mailboxes().users());
  }

  /// Opens a socket, or closes one: where there are some, by the toss of a coin.
  void move(UserId user, boolean coin) {
    Deque<Mailbox> open = sockets.computeIfAbsent(user, id -> new ArrayDeque<>());
    if (open.isEmpty() || (coin && open.size() < 3)) {
      Mailbox socket = new Socket(context);
      open.add(socket);
      routing.mailboxes().add(user, socket);
    } else {
      routing.mailboxes().remove(user, open.remove());
    }
  }

  @Override
  public void close() {
    vertx.close().await();
  }
}
