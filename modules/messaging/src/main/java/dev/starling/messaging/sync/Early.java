package dev.starling.messaging.sync;

import dev.starling.wire.ConversationId;
import dev.starling.wire.cluster.Delivery;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// The few events of one socket that came before the one they follow: what this node wrote is here
/// at once, what another node wrote just before it is still on the bus. They wait for it for a
/// moment, because reading them from the log costs more than all else that is done for them.
final class Early {

  private static final class Wait {
    final NavigableMap<Long, Delivery.Durable> bySequence = new TreeMap<>();
  }

  private final int max;
  private final Consumer<Runnable> soon;
  private final Consumer<ConversationId> tooLate;

  /// Nearly all sockets have none most of the time, and then there is no map either.
  private Map<ConversationId, Wait> waits = Map.of();

  private int size;

  /// @param max events at a time
  /// @param soon runs something after the moment that they wait
  /// @param tooLate told when a conversation's have waited in vain; forgets them with [#drop]
  Early(int max, Consumer<Runnable> soon, Consumer<ConversationId> tooLate) {
    this.max = max;
    this.soon = soon;
    this.tooLate = tooLate;
  }

  /// False when there is no room.
  boolean add(Delivery.Durable event) {
    if (size >= max) {
      return false;
    }
    ConversationId conversation = event.conversation();
    Wait wait = waits.get(conversation);
    if (wait == null) {
      wait = begin(conversation);
    }
    if (wait.bySequence.put(event.seq(), event) == null) {
      size++;
    }
    return true;
  }

  private Wait begin(ConversationId conversation) {
    Wait wait = new Wait();
    waits = waits.isEmpty() ? new HashMap<>() : waits;
    waits.put(conversation, wait);
    soon.accept(
        () -> {
          if (waits.get(conversation) == wait) {
            tooLate.accept(conversation);
          }
        });
    return wait;
  }

  /// Takes out the first of the conversation once it follows, null otherwise.
  Delivery.Durable next(ConversationId conversation, Predicate<Delivery.Durable> follows) {
    Wait wait = waits.get(conversation);
    if (wait == null || !follows.test(wait.bySequence.firstEntry().getValue())) {
      return null;
    }
    Delivery.Durable next = wait.bySequence.pollFirstEntry().getValue();
    size--;
    if (wait.bySequence.isEmpty()) {
      drop(conversation);
    }
    return next;
  }

  void drop(ConversationId conversation) {
    if (waits.isEmpty()) {
      return;
    }
    Wait wait = waits.remove(conversation);
    size -= wait == null ? 0 : wait.bySequence.size();
    waits = waits.isEmpty() ? Map.of() : waits;
  }

  void clear() {
    waits = Map.of();
    size = 0;
  }
}
