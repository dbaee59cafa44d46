package dev.starling.messaging;

import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import io.vertx.core.Future;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/// Keeps the messages of one sender in their order while something has to be looked up before one
/// of them can be stored: those behind it wait for it, and for nothing else.
final class Turns {

  private record Key(ConversationId conversation, UserId sender) {}

  private final Map<Key, Future<?>> last = new ConcurrentHashMap<>();

  /// Whether a message may go at once when it has nothing to be looked up.
  boolean isFree(ConversationId conversation, UserId sender) {
    return last.isEmpty() || !last.containsKey(new Key(conversation, sender));
  }

  /// Looks up when it is this message's turn, then sends.
  <L, T> Future<T> take(
      ConversationId conversation,
      UserId sender,
      Supplier<Future<L>> lookUp,
      Function<L, Future<T>> send) {
    Key key = new Key(conversation, sender);
    Future<?> before = last.get(key);
    Future<L> found = before == null ? lookUp.get() : before.transform(over -> lookUp.get());
    // Registered first, so that it is sent before whoever waits for this turn.
    Future<T> sent = found.compose(send);
    last.put(key, found);
    found.onComplete(done -> last.remove(key, found));
    return sent;
  }
}
