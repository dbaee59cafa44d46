package dev.starling.routing.delivery;

import dev.starling.routing.bus.Addresses;
import dev.starling.routing.bus.Bus;
import dev.starling.routing.directory.Directory;
import dev.starling.routing.directory.Members;
import dev.starling.wire.UserId;
import dev.starling.wire.cluster.Deliver;
import dev.starling.wire.cluster.Delivery;
import dev.starling.wire.cluster.Received;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Takes deliveries to the sockets of their recipients, here and on other nodes. Best effort: what
/// it carries is in the log already, or worth something only now.
public final class Router {

  private final Vertx vertx;
  private final Bus bus;
  private final Directory directory;
  private final Mailboxes mailboxes;
  private final Members members;
  private final RoutingConfig config;
  private final DeliveryStats stats = new DeliveryStats();
  private final Map<String, NodeLink> links = new HashMap<>();
  private Context context;

  public Router(
      Vertx vertx,
      Bus bus,
      Directory directory,
      Mailboxes mailboxes,
      Members members,
      RoutingConfig config) {
    this.vertx = vertx;
    this.bus = bus;
    this.directory = directory;
    this.mailboxes = mailboxes;
    this.members = members;
    this.config = config;
  }

  /// Completes when other nodes can deliver here.
  public Future<Void> start() {
    context = vertx.getOrCreateContext();
    members.onDeparture(node -> context.runOnContext(on -> links.remove(node)));
    return bus.serve(Addresses.deliverTo(members.self()), this::receive);
  }

  /// Any thread.
  public void deliver(List<? extends Delivery> deliveries) {
    mailboxes.deliver(deliveries);
    Map<String, List<Delivery>> byNode = new HashMap<>();
    for (Delivery delivery : deliveries) {
      recipientsElsewhere(delivery)
          .forEach(
              (node, recipients) ->
                  byNode
                      .computeIfAbsent(node, name -> new ArrayList<>())
                      .add(delivery.to(recipients)));
    }
    if (!byNode.isEmpty()) {
      context.runOnContext(on -> byNode.forEach((node, batch) -> link(node).add(batch)));
    }
  }

  /// Whether the user has a socket anywhere, as far as this node knows. [Directory#onMove] tells
  /// when that may have changed. Any thread.
  public boolean reaches(UserId user) {
    return !mailboxes.of(user).isEmpty() || !directory.nodesOf(user).isEmpty();
  }

  public DeliveryStats stats() {
    return stats;
  }

  private Map<String, List<UserId>> recipientsElsewhere(Delivery delivery) {
    Map<String, List<UserId>> byNode = Map.of();
    for (UserId user : delivery.recipients()) {
      for (String node : directory.nodesOf(user)) {
        if (byNode.isEmpty()) {
          byNode = new HashMap<>();
        }
        byNode.computeIfAbsent(node, name -> new ArrayList<>()).add(user);
      }
    }
    return byNode;
  }

  private NodeLink link(String node) {
    return links.computeIfAbsent(node, name -> new NodeLink(name, bus, members, config, stats));
  }

  private Future<Received> receive(Deliver batch) {
    mailboxes.deliver(batch.deliveries());
    return Future.succeededFuture(new Received());
  }
}
