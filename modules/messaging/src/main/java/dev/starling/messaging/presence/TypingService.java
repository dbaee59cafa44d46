package dev.starling.messaging.presence;

import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import dev.starling.wire.cluster.Delivery;
import dev.starling.wire.event.Signal;
import dev.starling.wire.frame.ServerFrame;
import dev.starling.wire.presence.SetTyping;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// Who is writing something. The node with the writer's socket tells the members when it begins,
/// and when it is over: because the writer says so, has sent the message, has not said for a while
/// that it goes on, or is gone. Where that node dies the members' own clocks end it, by the time
/// that came with the beginning.
///
/// Its methods may be called from any thread; what is known of writers is kept on the context of
/// the verticle that calls [#start].
public final class TypingService {

  private record Key(UserId user, ConversationId conversation) {}

  /// Somebody whose writing was told.
  private record Writing(Key key, Listener socket, List<UserId> audience, long toldNanos) {}

  private final Vertx vertx;
  private final TypingAudience audience;
  private final Consumer<List<Delivery>> deliver;
  private final PresenceConfig config;
  private final LongSupplier nanoTime;
  private final Afterwards<Writing> expiries;

  /// Looked into by any thread, changed by the context's.
  private final Map<Key, Writing> writing = new ConcurrentHashMap<>();

  /// Those who are about to be, as soon as it is known who is to be told; likewise.
  private final Map<Key, Object> beginning = new ConcurrentHashMap<>();

  private final Map<Listener, Beginnings> beginnings = new HashMap<>();
  private Context context;

  TypingService(
      Vertx vertx,
      TypingAudience audience,
      Consumer<List<Delivery>> deliver,
      PresenceConfig config,
      Afterwards.Time time) {
    this.vertx = vertx;
    this.audience = audience;
    this.deliver = deliver;
    this.config = config;
    this.nanoTime = time.nanoTime();
    this.expiries = new Afterwards<>(time, config.typingFor(), this::expired);
  }

  void start() {
    context = vertx.getOrCreateContext();
  }

  /// Succeeds also where nobody is told: soon after the last time, too often, or among too many.
  public Future<Void> set(UserId user, Listener socket, SetTyping change) {
    Promise<Void> done = Promise.promise();
    Key key = new Key(user, change.conversation());
    context.runOnContext(on -> set(key, socket, change.typing()).onComplete(done));
    return done.future();
  }

  /// They have said it.
  public void said(UserId user, ConversationId conversation) {
    Key key = new Key(user, conversation);
    if (writing.containsKey(key) || beginning.containsKey(key)) {
      context.runOnContext(on -> end(key));
    }
  }

  /// The socket is gone.
  public void closed(Listener socket) {
    context.runOnContext(
        on -> {
          if (beginnings.remove(socket) != null) {
            List.copyOf(writing.values()).stream()
                .filter(one -> one.socket().equals(socket))
                .forEach(one -> end(one.key()));
          }
        });
  }

  private Future<Void> set(Key key, Listener socket, boolean typing) {
    if (!typing) {
      end(key);
    } else if (isDue(key) && mayBegin(socket)) {
      Object mark = new Object();
      beginning.put(key, mark);
      return audience
          .of(key.user(), key.conversation())
          .onFailure(cause -> beginning.remove(key, mark))
          .map(
              who -> {
                if (beginning.remove(key, mark)) {
                  begin(key, socket, who);
                }
                return null;
              });
    }
    return Future.succeededFuture();
  }

  private boolean isDue(Key key) {
    Writing one = writing.get(key);
    return one == null
        || nanoTime.getAsLong() - one.toldNanos() >= config.typingToldEvery().toNanos();
  }

  private boolean mayBegin(Listener socket) {
    return beginnings
        .computeIfAbsent(socket, any -> new Beginnings(config.typingStartsMax()))
        .tryTake(nanoTime.getAsLong());
  }

  private void begin(Key key, Listener socket, List<UserId> who) {
    if (!who.isEmpty()) {
      Writing one = new Writing(key, socket, who, nanoTime.getAsLong());
      writing.put(key, one);
      expiries.add(one);
      tell(one, true);
    }
  }

  private void expired(Writing one) {
    if (one.equals(writing.get(one.key()))) {
      end(one.key());
    }
  }

  private void end(Key key) {
    beginning.remove(key);
    Writing one = writing.remove(key);
    if (one != null) {
      tell(one, false);
    }
  }

  private void tell(Writing one, boolean typing) {
    Signal signal =
        new Signal.Typing(
            one.key().conversation(),
            one.key().user(),
            typing,
            typing ? config.typingFor().toMillis() : null);
    deliver.accept(List.of(new Delivery.Passing(ServerFrame.signal(signal), one.audience())));
  }
}
