package dev.starling.routing.directory;

import dev.starling.wire.UserId;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// The entries of all other nodes: user → nodes. Written by one thread, read by any.
///
/// Nearly everybody is on one node, so the sets of one node are shared: an entry costs about 60
/// bytes.
final class Replica {

  private final Map<UserId, Set<String>> nodes = new ConcurrentHashMap<>();
  private final Map<String, Set<String>> singletons = new ConcurrentHashMap<>();
  private final Consumer<UserId> moved;

  /// @param moved told of every user whose nodes may have changed, once [#nodesOf] says so
  Replica(Consumer<UserId> moved) {
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
    users.forEach(
        user -> {
          nodes.merge(user, alone, (present, added) -> with(present, added, node));
          moved.accept(user);
        });
  }

  void remove(String node, Collection<UserId> users) {
    users.forEach(user -> remove(node, user));
  }

  /// Makes the node's entries exactly these.
  void replace(String node, Collection<UserId> users) {
    Set<UserId> kept = new HashSet<>(users);
    nodes.forEach(
        (user, present) -> {
          if (present.contains(node) && !kept.contains(user)) {
            remove(node, user);
          }
        });
    add(node, users);
  }

  void drop(String node) {
    replace(node, Set.of());
    singletons.remove(node);
  }

  private void remove(String node, UserId user) {
    nodes.computeIfPresent(user, (id, present) -> without(present, node));
    moved.accept(user);
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
