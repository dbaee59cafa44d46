package dev.starling.routing.directory;

import static dev.starling.routing.bus.Addresses.DIRECTORY;

import dev.starling.routing.bus.Addresses;
import dev.starling.routing.bus.Bus;
import dev.starling.wire.UserId;
import dev.starling.wire.cluster.DirectoryDelta;
import dev.starling.wire.cluster.DirectorySnapshot;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which nodes hold sockets of which user.
///
/// **Guarantee:** a change on one node is known on the others within [#FLUSH_EVERY] and one hop of
/// the bus; when the bus loses it, within [#HEARTBEAT_EVERY] and a snapshot. Entries of a node that
/// left are gone as soon as the cluster manager says so.
///
/// Look-ups from any thread, from the heap. Everything else happens on the context of the verticle
/// that calls [#start].
public final class Directory {

  private static final Logger LOG = LoggerFactory.getLogger(Directory.class);

  /// How long changes are gathered before the others are told.
  static final Duration FLUSH_EVERY = Duration.ofMillis(10);

  static final Duration HEARTBEAT_EVERY = Duration.ofSeconds(1);

  private final Vertx vertx;
  private final Bus bus;
  private final Members members;
  private final List<Consumer<UserId>> moves = new CopyOnWriteArrayList<>();
  private final List<Consumer<Move>> followers = new CopyOnWriteArrayList<>();
  private final Replica replica = new Replica(this::movedElsewhere);
  private final Map<String, Peer> peers = new HashMap<>();

  private final Set<UserId> here = ConcurrentHashMap.newKeySet();
  private final Set<UserId> arrived = new HashSet<>();
  private final Set<UserId> left = new HashSet<>();
  private Context context;
  private long number;
  private boolean flushing;

  public Directory(Vertx vertx, Bus bus, Members members) {
    this.vertx = vertx;
    this.bus = bus;
    this.members = members;
  }

  /// Completes when this node can be asked, and knows what every other node that answers knows.
  public Future<Void> start() {
    context = vertx.getOrCreateContext();
    members.onDeparture(node -> context.runOnContext(on -> forget(node)));
    vertx.setPeriodic(HEARTBEAT_EVERY.toMillis(), id -> publish(List.of(), List.of()));
    return bus.serve(Addresses.directoryOf(members.self()), this::snapshot)
        .compose(served -> bus.listen(DIRECTORY, this::hear))
        .compose(listening -> Future.join(members.others().stream().map(this::askQuietly).toList()))
        .mapEmpty();
  }

  /// The other nodes that hold sockets of the user. Any thread.
  public Set<String> nodesOf(UserId user) {
    return replica.nodesOf(user);
  }

  /// Calls the listener with everyone who may have got a first socket on a node, or lost the last
  /// one there, after look-ups say so: here at once, elsewhere when this node hears of it. The
  /// listener may be called by any thread, and for nothing.
  public void onMove(Consumer<UserId> listener) {
    moves.add(listener);
  }

  /// Look-ups of this user's sockets say something else now. Any thread.
  public void moved(UserId user) {
    for (Consumer<UserId> listener : moves) {
      listener.accept(user);
    }
  }

  /// Whether the user has a socket on any node. Any thread.
  public boolean isPresent(UserId user) {
    return here.contains(user) || !nodesOf(user).isEmpty();
  }

  /// The follower hears of every move in the cluster once, after [#isPresent] answers accordingly,
  /// on the directory's context; it must not block.
  public void follow(Consumer<Move> follower) {
    followers.add(follower);
  }

  /// Completes once every follower was told of what happened here so far.
  public Future<Void> settled() {
    Promise<Void> told = Promise.promise();
    context.runOnContext(on -> told.complete());
    return told.future();
  }

  /// How many users have a socket on some other node. Any thread.
  public int remoteUsers() {
    return replica.size();
  }

  /// The user has a socket on this node now. Any thread.
  public void arrived(UserId user) {
    context.runOnContext(on -> change(user, true));
  }

  /// The user has no socket on this node any more. Any thread.
  public void left(UserId user) {
    context.runOnContext(on -> change(user, false));
  }

  private void change(UserId user, boolean present) {
    boolean changed = present ? here.add(user) : here.remove(user);
    if (!changed) {
      return;
    }
    tellFollowers(
        new Move(members.self(), present ? Move.Kind.ARRIVED : Move.Kind.LEFT, List.of(user)));
    Set<UserId> said = present ? arrived : left;
    Set<UserId> unsaid = present ? left : arrived;
    if (!unsaid.remove(user)) {
      said.add(user);
    }
    if (!flushing) {
      flushing = true;
      vertx.setTimer(FLUSH_EVERY.toMillis(), id -> flush());
    }
  }

  private void flush() {
    flushing = false;
    if (arrived.isEmpty() && left.isEmpty()) {
      return;
    }
    number++;
    publish(List.copyOf(arrived), List.copyOf(left));
    arrived.clear();
    left.clear();
  }

  private void publish(List<UserId> arrivals, List<UserId> departures) {
    bus.publish(DIRECTORY, new DirectoryDelta(members.self(), number, arrivals, departures));
  }

  private void hear(DirectoryDelta delta) {
    String node = delta.node();
    if (node.equals(members.self()) || !members.contains(node)) {
      return; // A word of a node that left, or one so new that its next word is soon enough.
    }
    if (peer(node).apply(delta)) {
      askAgain(node);
    }
  }

  private Future<DirectorySnapshot> snapshot(DirectorySnapshot.Asked asked) {
    flush(); // So that the number says exactly what is in it.
    return Future.succeededFuture(new DirectorySnapshot(members.self(), number, List.copyOf(here)));
  }

  private Future<Void> askQuietly(String node) {
    return ask(node)
        .otherwiseEmpty(); // A node that does not answer now is heard of by its heartbeat.
  }

  private void askAgain(String node) {
    ask(node)
        .onFailure(
            cause -> LOG.info("no directory from {}: its heartbeat asks again", node, cause));
  }

  private Future<Void> ask(String node) {
    return bus.ask(Addresses.directoryOf(node), new DirectorySnapshot.Asked(members.self()))
        .onFailure(cause -> peer(node).snapshotFailed())
        .onSuccess(this::learn)
        .mapEmpty();
  }

  private void learn(DirectorySnapshot snapshot) {
    if (members.contains(snapshot.node()) && peer(snapshot.node()).apply(snapshot)) {
      askAgain(snapshot.node());
    }
  }

  private Peer peer(String node) {
    return peers.computeIfAbsent(node, name -> new Peer(name, replica));
  }

  private void movedElsewhere(Move move) {
    move.users().forEach(this::moved);
    tellFollowers(move);
  }

  private void tellFollowers(Move move) {
    followers.forEach(follower -> follower.accept(move));
  }

  private void forget(String node) {
    peers.remove(node);
    replica.drop(node);
  }
}
