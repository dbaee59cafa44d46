package dev.starling.messaging.presence;

import dev.starling.persistence.presence.LastSeen;
import dev.starling.persistence.presence.LastSeenWriter;
import dev.starling.persistence.presence.PresenceRepository;
import dev.starling.routing.Routing;
import dev.starling.routing.bus.Addresses;
import dev.starling.routing.directory.Directory;
import dev.starling.routing.directory.Move;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.PageRequest;
import dev.starling.wire.UserId;
import dev.starling.wire.cluster.VisibilityChanged;
import dev.starling.wire.presence.Presence;
import dev.starling.wire.presence.Presences;
import dev.starling.wire.presence.WatchPresence;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Who is there. Its methods may be called from any thread; what is watched is kept on the context
/// of the verticle that calls [#start].
public final class PresenceService {

  private static final Logger LOG = LoggerFactory.getLogger(PresenceService.class);

  private final Vertx vertx;
  private final Routing routing;
  private final Directory directory;
  private final PresenceRepository people;
  private final LastSeenWriter lastSeen;
  private final Clock clock;
  private final PresenceConfig config;
  private final Watches watches;
  private Context context;

  PresenceService(
      Vertx vertx,
      Routing routing,
      PresenceRepository people,
      LastSeenWriter lastSeen,
      Clock clock,
      PresenceConfig config) {
    this.vertx = vertx;
    this.routing = routing;
    this.directory = routing.directory();
    this.people = people;
    this.lastSeen = lastSeen;
    this.clock = clock;
    this.config = config;
    this.watches = new Watches(directory::isPresent, clock, config, Afterwards.Time.of(vertx));
  }

  /// Completes when this node hears of whatever moves, and of who may see whom.
  Future<Void> start() {
    context = vertx.getOrCreateContext();
    directory.follow(this::moved);
    return routing.bus().listen(Addresses.VISIBILITY, this::visibilityHeard);
  }

  /// Completes once it is kept when those who left so far were there last.
  Future<Void> settled() {
    return directory.settled().compose(told -> lastSeen.settled());
  }

  /// Tells the socket about these people for as long as the lease lasts, and answers what is so
  /// now. Takes the place of what it watched before.
  public Future<Presences> watch(UserId viewer, Listener socket, WatchPresence wanted) {
    requireFew(wanted, config.watchedMax());
    return people
        .visible(viewer, wanted.users())
        .compose(
            visible ->
                onContext(
                    () ->
                        new Presences(
                            watches.watch(socket, viewer, wanted.users(), visible),
                            config.leaseFor().toMillis())));
  }

  /// What is so now, and no more, of as many people as a page of a list holds.
  public Future<Presences> look(UserId viewer, WatchPresence wanted) {
    requireFew(wanted, PageRequest.LIMIT_MAX);
    return people
        .visible(viewer, wanted.users())
        .map(
            visible -> {
              Instant now = clock.instant();
              return new Presences(
                  wanted.users().stream().map(user -> item(user, visible.get(user), now)).toList(),
                  null);
            });
  }

  /// The socket is gone.
  public void closed(Listener socket) {
    context.runOnContext(on -> watches.close(socket));
  }

  /// Two people may see each other now, or not any more: what is hidden from now on is told at once
  /// on every node, and at the end of a lease where the bus loses it.
  ///
  /// @param other null for the user and everybody
  public void visibilityChanged(UserId user, UserId other) {
    routing.bus().publish(Addresses.VISIBILITY, new VisibilityChanged(user, other));
  }

  private Presence item(UserId user, LastSeen visible, Instant now) {
    if (visible == null) {
      return Presence.hidden(user, now);
    }
    return directory.isPresent(user)
        ? Presence.online(user, now)
        : Presence.offline(user, visible.at(), now);
  }

  private static void requireFew(WatchPresence wanted, int max) {
    if (wanted.users().size() > max) {
      throw new Failure.Invalid(
          ErrorCode.TOO_MANY_WATCHED, "users: " + wanted.users().size() + " (at most " + max + ")");
    }
  }

  /// On the directory's context.
  private void moved(Move move) {
    if (move.kind() != Move.Kind.ARRIVED && isOurs(move)) {
      move.users().stream().filter(user -> !directory.isPresent(user)).forEach(this::writeDown);
    }
    context.runOnContext(
        on -> {
          if (move.kind() == Move.Kind.ARRIVED) {
            watches.arrived(move.users());
          } else {
            watches.left(move.users());
          }
        });
  }

  /// Whether this node is one that writes down who has gone: the node they left, and the first by
  /// name, which hears of it when two nodes are left in one moment and each believes the other, or
  /// when a node died. Should two think so, both write the same.
  private boolean isOurs(Move move) {
    String self = routing.members().self();
    boolean leftHere = move.kind() == Move.Kind.LEFT && move.node().equals(self);
    return leftHere
        || routing.members().others().stream().noneMatch(other -> other.compareTo(self) < 0);
  }

  private void writeDown(UserId user) {
    lastSeen
        .write(new LastSeen(user, clock.instant()))
        // They are seen to be offline all the same, since an earlier time.
        .onFailure(cause -> LOG.warn("it is not kept when {} was there last", user, cause));
  }

  private void visibilityHeard(VisibilityChanged change) {
    UserId user = change.user();
    onContext(() -> change.other() == null ? watches.othersOf(user) : Set.of(change.other()))
        .compose(
            others ->
                people
                    .visible(user, others)
                    .compose(visible -> onContext(() -> see(user, others, visible))))
        .onFailure(cause -> LOG.info("who sees {} is asked when leases end", user, cause));
  }

  private Void see(UserId user, Collection<UserId> others, Map<UserId, LastSeen> visible) {
    watches.see(user, others, visible);
    return null;
  }

  private <T> Future<T> onContext(Supplier<T> action) {
    Promise<T> done = Promise.promise();
    context.runOnContext(on -> done.complete(action.get()));
    return done.future();
  }
}
