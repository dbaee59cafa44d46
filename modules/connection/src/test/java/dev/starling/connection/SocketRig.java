package dev.starling.connection;

import dev.starling.account.Principal;
import dev.starling.messaging.presence.Listener;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.SessionId;
import dev.starling.wire.UserId;
import dev.starling.wire.frame.ClientFrame.Send;
import io.netty.channel.Channel;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The sockets of one loop, which is the test's thread, with a clock of the test's and nothing
/// behind them: a command is answered when and how the test wants.
final class SocketRig implements AutoCloseable {

  static final Principal ALICE = new Principal(new UserId(1), new SessionId(2));
  static final String TOKEN = "of-alice";

  static final ConnectionConfig CONFIG =
      new ConnectionConfig(
          3,
          1_024,
          4_096,
          Duration.ofSeconds(30),
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofSeconds(75),
          Duration.ofSeconds(20),
          10,
          20,
          5,
          4);

  /// A command that was asked.
  record Asked(Send command, Promise<Object> answer) {}

  final Vertx vertx = Vertx.vertx();
  final Sockets sockets = new Sockets(CONFIG);
  final List<Asked> asked = new ArrayList<>();
  final Set<SessionId> revoked = new HashSet<>();
  final List<Listener> ended = new ArrayList<>();

  private final SocketLoop loop =
      new SocketLoop(
          vertx,
          new SocketServices(
              new Authentication(
                  token -> Future.succeededFuture(token).map(SocketRig::verify),
                  ticket -> Future.failedFuture("no tickets")),
              revoked::contains,
              (who, command) -> ask(command),
              () -> null, // Event streams need a database: they are tried on real nodes.
              ended::add,
              sockets,
              CONFIG),
          this::nanoTime);

  private long nanos = Long.MAX_VALUE / 2;

  long nanoTime() {
    return nanos;
  }

  void advance(Duration time) {
    nanos += time.toNanos();
    loop.sweep();
  }

  FakeTransport open() {
    FakeTransport client = new FakeTransport();
    client.wasHeardAt(nanos);
    SocketSession socket = loop.open(client);
    assert socket != null;
    return client;
  }

  FakeTransport openSignedIn() {
    FakeTransport client = new FakeTransport();
    client.wasHeardAt(nanos);
    loop.open(client).signIn(ALICE);
    return client;
  }

  WebSocketTransport takeOver(Channel channel) {
    return WebSocketTransport.takeOver(channel, loop);
  }

  private Future<Object> ask(Send command) {
    if (command.address().equals("throw")) {
      throw new IllegalStateException("a bug");
    }
    Promise<Object> answer = Promise.promise();
    asked.add(new Asked(command, answer));
    return answer.future();
  }

  private static Principal verify(String token) {
    if (!token.equals(TOKEN)) {
      throw new Failure.Unauthenticated(ErrorCode.TOKEN_INVALID, "not a valid token");
    }
    return ALICE;
  }

  @Override
  public void close() {
    vertx.close().await();
  }
}
