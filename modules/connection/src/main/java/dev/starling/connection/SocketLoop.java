package dev.starling.connection;

import dev.starling.account.Principal;
import dev.starling.connection.command.Caller;
import dev.starling.messaging.sync.Inboxes;
import dev.starling.wire.CloseCode;
import dev.starling.wire.SessionId;
import dev.starling.wire.frame.ClientFrame.Send;
import io.netty.channel.WriteBufferWaterMark;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;

/// The sockets of one event loop and what they share there. Looks after them once a second, with
/// one timer for all.
final class SocketLoop {

  private static final long SWEEP_MILLIS = 1_000;

  private final Vertx vertx;
  private final ContextInternal context;
  private final Thread thread = Thread.currentThread();
  private final Inboxes inboxes;
  private final SocketServices services;
  private final LongSupplier nanoTime;
  private final WriteBufferWaterMark writeMarks;
  private final Set<SocketSession> sockets = new HashSet<>();

  private List<WebSocketTransport> unflushed = new ArrayList<>();
  private String lastFrame = "";
  private byte[] lastBytes = {};

  /// To be made on the event loop.
  ///
  /// @param nanoTime like [System#nanoTime]
  SocketLoop(Vertx vertx, SocketServices services, LongSupplier nanoTime) {
    this.vertx = vertx;
    this.context = (ContextInternal) vertx.getOrCreateContext();
    this.inboxes = services.inboxes().get();
    this.services = services;
    this.nanoTime = nanoTime;
    int full = services.config().writeQueueBytesMax();
    this.writeMarks = new WriteBufferWaterMark(full / 2, full);
  }

  void start() {
    vertx.setPeriodic(SWEEP_MILLIS, id -> sweep());
  }

  /// A socket that may not stay is closed before it has said anything.
  SocketSession open(Transport transport) {
    SocketSession socket = new SocketSession(this, transport);
    CloseCode refusal = all().refusal();
    sockets.add(socket);
    all().opened(socket);
    socket.start();
    if (refusal != null) {
      socket.close(refusal);
    }
    return socket;
  }

  void closed(SocketSession socket, Principal principal) {
    sockets.remove(socket);
    all().closed(socket, principal == null ? null : principal.session());
    if (principal != null) {
      services.closed().accept(socket);
    }
  }

  Sockets all() {
    return services.sockets();
  }

  Inboxes inboxes() {
    return inboxes;
  }

  BiFunction<Caller, Send, Future<?>> commands() {
    return services.commands();
  }

  Authentication authentication() {
    return services.authentication();
  }

  boolean isRevoked(SessionId session) {
    return services.isRevoked().test(session);
  }

  long nanoTime() {
    return nanoTime.getAsLong();
  }

  ConnectionConfig config() {
    return services.config();
  }

  /// Runs it here: now if this is the loop's thread already.
  void run(Runnable action) {
    if (Thread.currentThread().equals(thread)) {
      action.run();
    } else {
      context.runOnContext(on -> action.run());
    }
  }

  /// Runs what a channel has to say, as something of this loop's context.
  void dispatch(Runnable action) {
    context.dispatch(action);
  }

  /// When a WebSocket is full, and when it is not any more.
  WriteBufferWaterMark writeMarks() {
    return writeMarks;
  }

  /// Often the same frame goes to many sockets in a row. Not to be changed.
  byte[] utf8(String frame) {
    if (!frame.equals(lastFrame)) {
      lastFrame = frame;
      lastBytes = frame.getBytes(StandardCharsets.UTF_8);
    }
    return lastBytes;
  }

  /// After everything that waits for this loop already: what it writes on one socket leaves at
  /// once.
  void flushSoon(WebSocketTransport socket) {
    if (unflushed.isEmpty()) {
      socket.eventLoop().execute(this::flush);
    }
    unflushed.add(socket);
  }

  private void flush() {
    List<WebSocketTransport> written = unflushed;
    unflushed = new ArrayList<>();
    written.forEach(WebSocketTransport::flush);
  }

  void after(long millis, Runnable action) {
    vertx.setTimer(Math.max(1, millis), id -> action.run());
  }

  void sweep() {
    long now = nanoTime();
    List.copyOf(sockets).forEach(socket -> socket.sweep(now));
  }
}
