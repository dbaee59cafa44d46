package dev.starling.messaging.presence;

import dev.starling.persistence.presence.LastSeen;
import dev.starling.wire.UserId;
import dev.starling.wire.event.Signal;
import dev.starling.wire.frame.ServerFrame;
import dev.starling.wire.presence.Presence;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// Who is watched by the sockets of this node, and by which. Owned by one context.
final class Watches {

  /// Somebody left then. It counts if they have not come back, or come and left again, since.
  private record Departure(UserId user, Instant at) {}

  private final Predicate<UserId> isPresent;
  private final Clock clock;
  private final Afterwards<Watch> leases;
  private final Afterwards<Departure> departures;
  private final Map<Listener, Watch> bySocket = new HashMap<>();
  private final Map<UserId, List<Watch>> byViewer = new HashMap<>();
  private final Map<UserId, Watched> watched = new HashMap<>();

  /// @param isPresent whether somebody has an event stream anywhere, whatever they were counted as
  Watches(Predicate<UserId> isPresent, Clock clock, PresenceConfig config, Afterwards.Time time) {
    this.isPresent = isPresent;
    this.clock = clock;
    this.leases = new Afterwards<>(time, config.leaseFor(), this::end);
    this.departures = new Afterwards<>(time, config.offlineAfter(), this::leftForGood);
  }

  int size() {
    return bySocket.size();
  }

  /// How many people are watched by anybody here.
  int watchedPeople() {
    return watched.size();
  }

  /// Takes the place of whatever the socket watched before.
  ///
  /// @param visible those of the users whom the viewer sees, with when they were last seen
  List<Presence> watch(
      Listener socket, UserId viewer, List<UserId> users, Map<UserId, LastSeen> visible) {
    Watch before = bySocket.get(socket);
    if (!users.isEmpty()) {
      add(new Watch(socket, viewer, users, visible.keySet()));
    }
    // After the new one is in, so that what both watch stays as it was told.
    if (before != null) {
      remove(before);
    }
    Instant now = clock.instant();
    return users.stream().map(user -> item(user, visible.get(user), now)).toList();
  }

  void close(Listener socket) {
    Watch watch = bySocket.get(socket);
    if (watch != null) {
      remove(watch);
    }
  }

  void arrived(Collection<UserId> users) {
    for (UserId user : users) {
      Watched one = watched.get(user);
      if (one != null) {
        one.leftAt = null;
        if (!one.online) {
          one.online = true;
          tell(one.watches, Presence.online(user, clock.instant()));
        }
      }
    }
  }

  void left(Collection<UserId> users) {
    for (UserId user : users) {
      Watched one = watched.get(user);
      if (one != null && one.online && one.leftAt == null && !isPresent.test(user)) {
        one.leftAt = clock.instant();
        departures.add(new Departure(user, one.leftAt));
      }
    }
  }

  /// Everybody whom it concerns when the user is seen by more or fewer: whom they watch, and who
  /// watches them.
  Set<UserId> othersOf(UserId user) {
    Set<UserId> others = new HashSet<>();
    watchesOf(user).forEach(watch -> others.addAll(watch.users()));
    Watched one = watched.get(user);
    if (one != null) {
      one.watches.forEach(watch -> others.add(watch.viewer()));
    }
    others.remove(user);
    return others;
  }

  /// The user and each of the others see each other now, or do not.
  ///
  /// @param visible those whom they see
  void see(UserId user, Collection<UserId> others, Map<UserId, LastSeen> visible) {
    for (UserId other : others) {
      LastSeen lastSeen = visible.get(other);
      watchesOf(user).forEach(watch -> see(watch, other, lastSeen));
      // When the user was there last is not known here; who asks again is told.
      LastSeen unknown = lastSeen == null ? null : new LastSeen(user, null);
      watchesOf(other).forEach(watch -> see(watch, user, unknown));
    }
  }

  private void see(Watch watch, UserId user, LastSeen visible) {
    if (watch.see(user, visible != null)) {
      if (visible == null) {
        forget(watch, user);
      } else {
        enter(watch, user);
      }
      tell(List.of(watch), item(user, visible, clock.instant()));
    }
  }

  /// @param visible null for somebody who is not
  private Presence item(UserId user, LastSeen visible, Instant now) {
    if (visible == null) {
      return Presence.hidden(user, now);
    }
    Watched one = watched.get(user);
    if (one == null || one.online) {
      return Presence.online(user, now);
    }
    return Presence.offline(user, one.leftAt == null ? visible.at() : one.leftAt, now);
  }

  private void leftForGood(Departure departure) {
    Watched one = watched.get(departure.user());
    if (one != null && one.online && departure.at().equals(one.leftAt)) {
      one.online = false;
      tell(one.watches, Presence.offline(departure.user(), one.leftAt, clock.instant()));
    }
  }

  private static void tell(List<Watch> watches, Presence now) {
    String frame = ServerFrame.signal(Signal.PresenceChanged.of(now));
    watches.forEach(watch -> watch.socket().hear(now.user(), frame));
  }

  private List<Watch> watchesOf(UserId viewer) {
    return byViewer.getOrDefault(viewer, List.of());
  }

  private void add(Watch watch) {
    bySocket.put(watch.socket(), watch);
    byViewer.computeIfAbsent(watch.viewer(), viewer -> new ArrayList<>(1)).add(watch);
    watch.forEachVisible(user -> enter(watch, user));
    leases.add(watch);
  }

  private void end(Watch watch) {
    if (bySocket.get(watch.socket()) == watch) {
      remove(watch);
    }
  }

  private void remove(Watch watch) {
    bySocket.remove(watch.socket(), watch);
    byViewer.computeIfPresent(
        watch.viewer(), (viewer, all) -> all.remove(watch) && all.isEmpty() ? null : all);
    watch.forEachVisible(user -> forget(watch, user));
  }

  private void enter(Watch watch, UserId user) {
    watched.computeIfAbsent(user, id -> new Watched(isPresent.test(id))).watches.add(watch);
  }

  private void forget(Watch watch, UserId user) {
    watched.computeIfPresent(
        user, (id, one) -> one.watches.remove(watch) && one.watches.isEmpty() ? null : one);
  }
}
