package dev.starling.messaging.presence;

import dev.starling.wire.UserId;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/// What one socket wants to know, until its lease ends.
final class Watch {

  private final Listener socket;
  private final UserId viewer;
  private final Set<UserId> users;

  /// Those of them whom the viewer may not see. Few nearly always.
  private final Set<UserId> hidden = new HashSet<>(0);

  /// @param visible those of the users whom the viewer may see
  Watch(Listener socket, UserId viewer, Collection<UserId> users, Set<UserId> visible) {
    this.socket = socket;
    this.viewer = viewer;
    this.users = Set.copyOf(users);
    users.stream().filter(user -> !visible.contains(user)).forEach(hidden::add);
  }

  Listener socket() {
    return socket;
  }

  UserId viewer() {
    return viewer;
  }

  /// All it asked for.
  Set<UserId> users() {
    return users;
  }

  void forEachVisible(Consumer<UserId> action) {
    users.stream().filter(user -> !hidden.contains(user)).forEach(action);
  }

  /// Whether that is a change, of somebody it asked for.
  boolean see(UserId user, boolean visible) {
    return users.contains(user) && (visible ? hidden.remove(user) : hidden.add(user));
  }
}
