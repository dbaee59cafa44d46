package dev.starling.account;

import dev.starling.wire.UserId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;

/// Says that two people may see more or less of each other than before: one has blocked the other,
/// has them as a contact, or has changed what they show. Safe for use by any thread.
public final class VisibilityChanges {

  private final List<BiConsumer<UserId, UserId>> listeners = new CopyOnWriteArrayList<>();

  /// The listener is told of two people, or of one and null for everybody, once it is durable. It
  /// must not block.
  public void onChange(BiConsumer<UserId, UserId> listener) {
    listeners.add(listener);
  }

  void announce(UserId user, UserId other) {
    listeners.forEach(listener -> listener.accept(user, other));
  }
}
