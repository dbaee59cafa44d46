package dev.starling.routing.directory;

import dev.starling.routing.directory.Move.Kind;
import dev.starling.wire.UserId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// The entries of all other nodes: user → nodes. Written by one thread, read by any.
///
/// Nearly everybody is on one node, so the sets of one node are shared: an entry costs about 60
/// bytes.
final class Replica {

  private final Consumer<Move> moved;
  private final Map<UserId, Set<String>> nodes = new ConcurrentHashMap<>();
  private final Map<String, Set<String>> singletons = new ConcurrentHashMap<>();

  /// @param moved told of every change, once [#nodesOf] says so
  Replica(Consumer<Move> moved) {
    this.moved = moved;
  }

  Set<String> nodesOf(UserId user) {
    return nodes.getOrDefault(user, Set.of());
  }

  int size() {
    return nodes.size();
  }

  void add(String node, Collection<UserId> users) {
    Set<String> alone = singletons.computeIfAbsent(node, Set::of);
    users.forEach(user -> nodes.merge(user, alone, (present, added) -> with(present, added, node)));
    tell(node, Kind.ARRIVED, users);
  }

  void remove(String node, Collection<UserId> users) {
    users.forEach(user -> nodes.computeIfPresent(user, (id, present) -> without(present, node)));
    tell(node, Kind.LEFT, users);
  }

  /// Makes the node's entries exactly these.
  void replace(String node, Collection<UserId> users) {
    tell(node, Kind.LEFT, removeAllBut(new HashSet<>(users), node));
    add(node, users);
  }

  void drop(String node) {
    tell(node, Kind.LOST, removeAllBut(Set.of(), node));
    singletons.remove(node);
  }

  private List<UserId> removeAllBut(Set<UserId> kept, String node) {
    List<UserId> removed = new ArrayList<>();
    nodes.forEach(
        (user, present) -> {
          if (present.contains(node) && !kept.contains(user)) {
            nodes.computeIfPresent(user, (id, now) -> without(now, node));
            removed.add(user);
          }
        });
    return removed;
  }

  private void tell(String node, Kind kind, Collection<UserId> users) {
    if (!users.isEmpty()) {
      moved.accept(new Move(node, kind, users));
    }
  }

  private Set<String> with(Set<String> present, Set<String> alone, String node) {
    if (present.contains(node)) {
      return present;
    }
    Set<String> both = new HashSet<>(present);
    both.addAll(alone);
    return Set.copyOf(both);
  }

  private Set<String> without(Set<String> present, String node) {
    if (!present.contains(node)) {
      return present;
    }
    Set<String> left = new HashSet<>(present);
    left.remove(node);
    return switch (left.size()) {
      case 0 -> null;
      case 1 -> singletons.computeIfAbsent(left.iterator().next(), Set::of);
      default -> Set.copyOf(left);
    };
  }
}
