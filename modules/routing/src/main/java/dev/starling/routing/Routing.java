package dev.starling.routing;

import dev.starling.routing.bus.Bus;
import dev.starling.routing.bus.WireFormat;
import dev.starling.routing.delivery.DeliverFormat;
import dev.starling.routing.delivery.Mailboxes;
import dev.starling.routing.delivery.Router;
import dev.starling.routing.delivery.RoutingConfig;
import dev.starling.routing.directory.Directory;
import dev.starling.routing.directory.Members;
import dev.starling.wire.cluster.Append;
import dev.starling.wire.cluster.AppendAnswer;
import dev.starling.wire.cluster.Deliver;
import dev.starling.wire.cluster.DirectoryDelta;
import dev.starling.wire.cluster.DirectorySnapshot;
import dev.starling.wire.cluster.MembersChanged;
import dev.starling.wire.cluster.Received;
import dev.starling.wire.cluster.SessionsRevoked;
import dev.starling.wire.cluster.VisibilityChanged;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.spi.cluster.ClusterManager;

/// The routing of one node, built and not yet started.
public record Routing(
    Bus bus, Members members, Directory directory, Mailboxes mailboxes, Router router) {

  public static Routing create(Vertx vertx, ClusterManager cluster, RoutingConfig config) {
    Bus bus = bus(vertx);
    Members members = new Members(cluster);
    Directory directory = new Directory(vertx, bus, members);
    Mailboxes mailboxes = new Mailboxes(directory);
    Router router = new Router(vertx, bus, directory, mailboxes, members, config);
    return new Routing(bus, members, directory, mailboxes, router);
  }

  public VerticleBase verticle() {
    return new RoutingVerticle(directory, router);
  }

  /// A bus that can carry every record that nodes send each other.
  public static Bus bus(Vertx vertx) {
    return new Bus(vertx.eventBus())
        .register(Deliver.class, new DeliverFormat())
        .register(Received.class, WireFormat.json(Received.class))
        .register(DirectoryDelta.class, WireFormat.json(DirectoryDelta.class))
        .register(DirectorySnapshot.class, WireFormat.json(DirectorySnapshot.class))
        .register(DirectorySnapshot.Asked.class, WireFormat.json(DirectorySnapshot.Asked.class))
        .register(Append.class, WireFormat.json(Append.class))
        .register(AppendAnswer.class, WireFormat.json(AppendAnswer.class))
        .register(MembersChanged.class, WireFormat.json(MembersChanged.class))
        .register(SessionsRevoked.class, WireFormat.json(SessionsRevoked.class))
        .register(VisibilityChanged.class, WireFormat.json(VisibilityChanged.class));
  }
}
