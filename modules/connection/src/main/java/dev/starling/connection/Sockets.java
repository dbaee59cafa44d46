package dev.starling.connection;

import dev.starling.wire.CloseCode;
import dev.starling.wire.SessionId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// All sockets of a node, for what concerns more than one of them: how many there may be, closing
/// those of a revoked session, and sending everybody elsewhere before the node leaves. Safe for use
/// by any thread.
public final class Sockets {

  /// A leaving node sends its sockets away no faster than this, so that the others are not overrun.
  private static final int MOVED_PER_SECOND = 1_000;

  private final int max;
  private final Set<SocketSession> open = ConcurrentHashMap.newKeySet();
  private final Map<SessionId, List<SocketSession>> bySession = new ConcurrentHashMap<>();
  private final Map<CloseCode, LongAdder> closes = new ConcurrentHashMap<>();
  private final LongAdder framesIn = new LongAdder();
  private final LongAdder framesOut = new LongAdder();
  private volatile boolean draining;

  public Sockets(ConnectionConfig config) {
    this.max = config.socketsMax();
  }

  public int size() {
    return open.size();
  }

  public long framesIn() {
    return framesIn.sum();
  }

  public long framesOut() {
    return framesOut.sum();
  }

  /// How many sockets were closed by us for this reason.
  public long closed(CloseCode code) {
    LongAdder count = closes.get(code);
    return count == null ? 0 : count.sum();
  }

  /// Closes every socket of the session.
  public void revoke(SessionId session) {
    bySession.getOrDefault(session, List.of()).forEach(SocketSession::revoked);
  }

  /// Tells each socket when to come back, chosen at random over a time that grows with their
  /// number, serves it until then, and closes it. Completes when all are closed.
  public Future<Void> drain(Vertx vertx, Duration atMost, RandomGenerator random) {
    draining = true;
    long spread =
        Math.min(atMost.toMillis(), TimeUnit.SECONDS.toMillis(size()) / MOVED_PER_SECOND + 100);
    open.forEach(socket -> socket.drain(random.nextLong(spread + 1)));
    return vertx.timer(spread + 100, TimeUnit.MILLISECONDS).mapEmpty();
  }

  /// Null when one more socket is welcome, otherwise why not.
  CloseCode refusal() {
    if (draining) {
      return CloseCode.SHUTDOWN;
    }
    return open.size() >= max ? CloseCode.OVERLOADED : null;
  }

  void opened(SocketSession socket) {
    open.add(socket);
  }

  void signedIn(SessionId session, SocketSession socket) {
    bySession.merge(
        session,
        List.of(socket),
        (present, added) -> Stream.concat(present.stream(), added.stream()).toList());
  }

  void closed(SocketSession socket, SessionId session) {
    open.remove(socket);
    if (session != null) {
      bySession.computeIfPresent(
          session,
          (id, sockets) -> {
            List<SocketSession> left =
                sockets.stream().filter(other -> !other.equals(socket)).toList();
            return left.isEmpty() ? null : left;
          });
    }
  }

  void closing(CloseCode code) {
    closes.computeIfAbsent(code, any -> new LongAdder()).increment();
  }

  void heard() {
    framesIn.increment();
  }

  void said() {
    framesOut.increment();
  }
}
