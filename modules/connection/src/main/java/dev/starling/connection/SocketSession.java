package dev.starling.connection;

import dev.starling.account.Principal;
import dev.starling.account.limit.TokenBucket;
import dev.starling.connection.command.Caller;
import dev.starling.connection.command.Commands;
import dev.starling.messaging.presence.Listener;
import dev.starling.messaging.sync.Inbox;
import dev.starling.messaging.sync.Sink;
import dev.starling.wire.CloseCode;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.Utf8;
import dev.starling.wire.event.Signal;
import dev.starling.wire.frame.ClientFrame;
import dev.starling.wire.frame.OpenSession;
import dev.starling.wire.frame.ServerFrame;
import dev.starling.wire.json.Json;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One client's end: reads its frames, lets the domain answer, writes what its inbox says. Owned by
/// one event loop; holds no rules.
final class SocketSession implements Sink, Listener {

  private static final Logger LOG = LoggerFactory.getLogger(SocketSession.class);
  private static final String NOTHING = "{}";

  private final SocketLoop loop;
  private final Transport transport;
  private final ConnectionConfig config;
  private final TokenBucket rate;
  private final long openedNanos;

  private Principal principal;
  private Inbox inbox;
  private int inFlight;
  private boolean paused;
  private int refusals;
  private long fullNanos;
  private boolean closed;

  SocketSession(SocketLoop loop, Transport transport) {
    this.loop = loop;
    this.transport = transport;
    this.config = loop.config();
    this.openedNanos = loop.nanoTime();
    this.rate =
        new TokenBucket(
            Duration.ofSeconds(1).dividedBy(config.framesPerSecond()),
            config.framesBurst(),
            openedNanos);
  }

  void start() {
    transport.listen(new Transport.Listener(this::hear, this::drained, this::ended));
  }

  @Override
  public boolean isFull() {
    return closed || transport.isFull();
  }

  @Override
  public void write(String frame) {
    if (!closed) {
      loop.all().said();
      transport.write(frame);
    }
  }

  @Override
  public void hear(Object about, String frame) {
    loop.run(
        () -> {
          if (inbox != null) {
            inbox.receiveNewest(about, frame);
          }
        });
  }

  /// Any thread.
  void revoked() {
    loop.run(() -> close(CloseCode.SESSION_REVOKED));
  }

  /// Any thread.
  void drain(long afterMillis) {
    loop.run(
        () -> {
          write(ServerFrame.signal(new Signal.Draining(afterMillis)));
          loop.after(afterMillis, () -> close(CloseCode.SHUTDOWN));
        });
  }

  /// Looks for what only the clock shows.
  void sweep(long now) {
    long silent = now - transport.heardNanos();
    if (principal == null && now - openedNanos > config.authenticateWithin().toNanos()) {
      close(CloseCode.NOT_AUTHENTICATED);
    } else if (isSlow(now)) {
      close(CloseCode.SLOW_READER);
    } else if (silent > config.silentMax().toNanos()) {
      close(CloseCode.SILENT);
    } else if (silent > config.pingAfter().toNanos()) {
      transport.ping();
    }
  }

  private boolean isSlow(long now) {
    if (!transport.isFull()) {
      fullNanos = 0;
      return false;
    }
    fullNanos = fullNanos == 0 ? now : fullNanos;
    return now - fullNanos > config.slowMax().toNanos();
  }

  private void drained() {
    fullNanos = 0;
    if (inbox != null) {
      inbox.drained();
    }
  }

  void close(CloseCode code) {
    if (!closed) {
      loop.all().closing(code);
      transport.close(code);
      ended();
    }
  }

  private void ended() {
    if (closed) {
      return;
    }
    closed = true;
    if (inbox != null) {
      inbox.close();
    }
    loop.closed(this, principal);
  }

  private void hear(byte[] bytes) {
    if (closed) {
      return;
    }
    loop.all().heard();
    if (bytes.length > config.frameBytesMax()) {
      tooLarge();
      return;
    }
    try {
      ClientFrame frame = ClientFrame.parse(Utf8.decode(bytes));
      if (rate.tryTake(loop.nanoTime())) {
        refusals = 0;
        take(frame);
      } else {
        refuse(frame);
      }
    } catch (Failure failure) {
      write(ServerFrame.err(null, failure));
      countRefusal(CloseCode.BAD_FRAME);
    }
  }

  private void tooLarge() {
    String detail = "a frame of more than " + config.frameBytesMax() + " bytes";
    write(ServerFrame.err(null, new Failure.TooLarge(ErrorCode.FRAME_TOO_LARGE, detail)));
    close(CloseCode.FRAME_TOO_LARGE);
  }

  private void take(ClientFrame frame) {
    switch (frame) {
      case ClientFrame.Ping ping -> write(ServerFrame.PONG);
      case ClientFrame.Send send -> answer(send);
      case ClientFrame.Register register -> register(register);
      case ClientFrame.Unregister unregister -> unregister(unregister);
    }
  }

  private void refuse(ClientFrame frame) {
    String address =
        switch (frame) {
          case ClientFrame.Ping ping -> null;
          case ClientFrame.Send send -> send.replyAddress();
          case ClientFrame.Register register -> register.address();
          case ClientFrame.Unregister unregister -> unregister.address();
        };
    write(
        ServerFrame.err(
            address,
            new Failure.TryLater(
                ErrorCode.TOO_MANY_REQUESTS,
                "more than " + config.framesPerSecond() + " frames a second",
                waitForSome())));
    countRefusal(CloseCode.FLOODING);
  }

  /// For a tenth of the burst: whoever waits that long need not ask for each.
  private Duration waitForSome() {
    return rate.until(Math.max(1, config.framesBurst() / 10), loop.nanoTime());
  }

  private void countRefusal(CloseCode code) {
    refusals++;
    if (refusals > config.refusalsMax()) {
      close(code);
    }
  }

  private void answer(ClientFrame.Send send) {
    inFlight++;
    if (inFlight >= config.commandsInFlightMax() && !paused) {
      paused = true;
      transport.pause();
    }
    // compose, not a bare call: a command that throws must still be answered.
    Future.succeededFuture(send)
        .compose(this::run)
        .onComplete(result -> loop.run(() -> answered(send, result)));
  }

  private Future<?> run(ClientFrame.Send send) {
    if (send.address().equals(OpenSession.ADDRESS)) {
      return open(send.body().as(OpenSession.class));
    }
    return principal == null
        ? Future.failedFuture(Authentication.required())
        : loop.commands().apply(new Caller(principal, this), send);
  }

  private void answered(ClientFrame.Send send, AsyncResult<?> result) {
    inFlight--;
    if (paused && inFlight <= config.commandsInFlightMax() / 2) {
      paused = false;
      transport.resume();
    }
    if (result.failed()) {
      logIfOurs(send, result.cause());
      write(ServerFrame.err(send.replyAddress(), result.cause()));
    } else if (send.replyAddress() != null) {
      String body = result.result() == null ? NOTHING : Json.write(result.result());
      write(ServerFrame.rec(send.replyAddress(), body));
    }
  }

  private void logIfOurs(ClientFrame.Send send, Throwable cause) {
    if (!(cause instanceof Failure)) {
      LOG.atError()
          .addKeyValue("requestId", send.replyAddress())
          .addKeyValue("command", send.address())
          .addKeyValue("user", principal == null ? null : principal.user())
          .setCause(cause)
          .log("a command failed");
    }
  }

  private Future<OpenSession.Opened> open(OpenSession open) {
    Promise<OpenSession.Opened> opened = Promise.promise();
    loop.authentication()
        .byToken(open.token())
        .onFailure(opened::fail)
        .onSuccess(
            who ->
                loop.run(() -> Future.succeededFuture(who).map(this::opened).onComplete(opened)));
    return opened.future();
  }

  private OpenSession.Opened opened(Principal who) {
    if (principal != null && !principal.equals(who)) {
      throw new Failure.Invalid(
          ErrorCode.BAD_FIELD, "token: somebody else is signed in on this socket");
    }
    if (principal == null) {
      signIn(who);
    }
    return new OpenSession.Opened(who.user(), who.session());
  }

  /// First known to whoever revokes, then asked whether it happened already: one of the two finds
  /// the socket.
  void signIn(Principal who) {
    if (closed) {
      return;
    }
    principal = who;
    loop.all().signedIn(who.session(), this);
    if (loop.isRevoked(who.session())) {
      close(CloseCode.SESSION_REVOKED);
    }
  }

  private void register(ClientFrame.Register register) {
    String address = register.address();
    if (!address.equals(ServerFrame.INBOX)) {
      write(ServerFrame.err(address, Commands.unknownAddress(address)));
    } else if (principal == null) {
      write(ServerFrame.err(address, Authentication.required()));
    } else {
      openInbox(register.headers().get("cursor"));
    }
  }

  private void openInbox(String cursor) {
    closeInbox(); // Registering again starts over from the new cursor.
    try {
      inbox = loop.inboxes().open(principal.user(), cursor, this);
    } catch (Failure failure) {
      write(ServerFrame.err(ServerFrame.INBOX, failure));
    }
  }

  private void unregister(ClientFrame.Unregister unregister) {
    if (unregister.address().equals(ServerFrame.INBOX)) {
      closeInbox();
    }
  }

  private void closeInbox() {
    if (inbox != null) {
      inbox.close();
      inbox = null;
    }
  }
}
