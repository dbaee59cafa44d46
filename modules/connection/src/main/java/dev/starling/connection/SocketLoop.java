package dev.starling.connection;

import dev.starling.account.Principal;
import dev.starling.account.Revocations;
import dev.starling.messaging.sync.Inboxes;
import dev.starling.wire.CloseCode;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The sockets of one event loop and what they share there. Looks after them once a second, with
/// one timer for all.
final class SocketLoop {

  private static final long SWEEP_MILLIS = 1_000;

  private final Vertx vertx;
  private final Context context;
  private final Thread thread = Thread.currentThread();
  private final Inboxes inboxes;
  private final SocketServices services;
  private final Set<SocketSession> sockets = new HashSet<>();

  /// To be made on the event loop.
  SocketLoop(Vertx vertx, SocketServices services) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.inboxes = services.sync().inboxes();
    this.services = services;
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
  }

  Sockets all() {
    return services.sockets();
  }

  Inboxes inboxes() {
    return inboxes;
  }

  Commands commands() {
    return services.commands();
  }

  Authentication authentication() {
    return services.authentication();
  }

  Revocations revocations() {
    return services.revocations();
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

  void after(long millis, Runnable action) {
    vertx.setTimer(Math.max(1, millis), id -> action.run());
  }

  private void sweep() {
    long now = System.nanoTime();
    List.copyOf(sockets).forEach(socket -> socket.sweep(now));
  }
}
