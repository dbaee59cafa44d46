package dev.starling.connection;

import dev.starling.account.Principal;
import dev.starling.wire.CloseCode;
import dev.starling.wire.ErrorBody;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.json.Json;
import io.netty.channel.Channel;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.sockjs.SockJSHandler;
import io.vertx.ext.web.handler.sockjs.SockJSHandlerOptions;
import io.vertx.ext.web.handler.sockjs.SockJSSocket;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/// Where sockets come in: SockJS at `/eventbus`, plain WebSocket at `/eventbus/websocket`.
public final class SocketRoutes {

  /// A browser that polls may send several frames in one body.
  private static final int FRAMES_PER_BODY = 16;

  /// SockJS's transports in which the server speaks by answering a request.
  private static final Set<String> CLOSING_TRANSPORTS =
      Set.of("xhr", "xhr_streaming", "eventsource", "htmlfile", "jsonp");

  /// SockJS on one event loop.
  private record Home(SocketLoop loop, Router sockJs) {}

  private final Vertx vertx;
  private final SocketServices services;
  private final List<Home> homes = new CopyOnWriteArrayList<>();

  public SocketRoutes(Vertx vertx, SocketServices services) {
    this.vertx = vertx;
    this.services = services;
  }

  /// To be called on each event loop that serves sockets, with that loop's router.
  public void mount(Router router) {
    SocketLoop loop = new SocketLoop(vertx, services, System::nanoTime);
    loop.start();
    router.get("/eventbus/websocket").handler(context -> upgrade(context, loop));
    long bodyMax = (long) services.config().frameBytesMax() * FRAMES_PER_BODY;
    router.route("/eventbus/:server/:session/:transport").handler(SocketRoutes::sayThatItCloses);
    router.post("/eventbus/*").handler(BodyHandler.create(false).setBodyLimit(bodyMax));
    SockJSHandlerOptions options =
        new SockJSHandlerOptions()
            .setRegisterWriteHandler(false)
            .setSessionTimeout(services.config().pollGapMax().toMillis());
    Home here =
        new Home(
            loop,
            SockJSHandler.create(vertx, options).socketHandler(socket -> accept(socket, loop)));
    homes.add(here);
    router.route("/eventbus/*").handler(context -> serve(context, homeOf(context, here)));
  }

  private static void serve(RoutingContext context, Home home) {
    home.loop().run(() -> home.sockJs().handleContext(context));
  }

  /// Requests of one SockJS session come over several connections, and so to several event loops,
  /// but a session takes only one at a time: answered on two, a poll is cut off by the end of the
  /// one before. So all of them are handed to one loop, chosen by the session's name.
  private Home homeOf(RoutingContext context, Home here) {
    String session = context.pathParam("session");
    boolean isOneConnection = "websocket".equals(context.pathParam("transport"));
    return session == null || isOneConnection
        ? here
        : homes.get(Math.floorMod(session.hashCode(), homes.size()));
  }

  /// SockJS closes the connection behind what it answers to a poll, and does not say so: a client
  /// that keeps connections sends its next request on it, and loses it.
  private static void sayThatItCloses(RoutingContext context) {
    if (CLOSING_TRANSPORTS.contains(context.pathParam("transport"))) {
      context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
    context.next();
  }

  private void upgrade(RoutingContext context, SocketLoop loop) {
    HttpServerRequest request = context.request();
    request.pause(); // So that nothing is lost while the ticket is looked up.
    authenticate(request)
        .onSuccess(principal -> loop.run(() -> upgrade(context, loop, principal)))
        .onFailure(cause -> loop.run(() -> refuse(context, cause)));
  }

  private Future<Optional<Principal>> authenticate(HttpServerRequest request) {
    // compose, not a bare call: a query that cannot be read throws.
    return Future.succeededFuture(request)
        .map(SocketRoutes::ticket)
        .compose(ticket -> services.authentication().byUpgrade(request.headers(), ticket));
  }

  private static String ticket(HttpServerRequest request) {
    try {
      return request.getParam("ticket");
    } catch (IllegalArgumentException e) {
      throw new Failure.Unauthenticated(ErrorCode.TICKET_INVALID, "ticket: not readable");
    }
  }

  private void upgrade(RoutingContext context, SocketLoop loop, Optional<Principal> principal) {
    HttpServerRequest request = context.request();
    // Without a version it is a draft of 2010, with frames that nobody writes any more.
    if (!request.canUpgradeToWebSocket() || request.getHeader("Sec-WebSocket-Version") == null) {
      request.resume();
      context.response().setStatusCode(400).end("Can \"Upgrade\" only to \"WebSocket\".");
      return;
    }
    request
        .toWebSocket()
        .onSuccess(
            socket ->
                principal.ifPresent(
                    loop.open(WebSocketTransport.takeOver(channel(request), loop))::signIn))
        .onFailure(context::fail);
  }

  private static Channel channel(HttpServerRequest request) {
    return ((HttpServerConnection) request.connection()).channelHandlerContext().channel();
  }

  private static void refuse(RoutingContext context, Throwable cause) {
    context.request().resume();
    HttpServerResponse response = context.response();
    if (cause instanceof Failure.TryLater later) {
      long seconds = TimeUnit.MILLISECONDS.toSeconds(later.afterMillis() + 999);
      response.putHeader(HttpHeaders.RETRY_AFTER, String.valueOf(seconds));
    }
    response
        .setStatusCode(status(cause))
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json; charset=utf-8")
        .end(Json.write(ErrorBody.of(cause)));
  }

  private static int status(Throwable cause) {
    return switch (cause) {
      case Failure.Unauthenticated noGood -> 401;
      case Failure.TryLater later -> 503;
      default -> 500;
    };
  }

  /// What they came with is no good, or it is our trouble and coming back may help.
  private static CloseCode closeCode(Throwable cause) {
    return cause instanceof Failure.Unauthenticated
        ? CloseCode.NOT_AUTHENTICATED
        : CloseCode.OVERLOADED;
  }

  /// SockJS has accepted already when it tells, so whoever comes with a bad token is closed.
  private void accept(SockJSSocket socket, SocketLoop loop) {
    Transport transport = new SockJsTransport(socket, services.config().writeQueueBytesMax());
    SocketSession session = loop.open(transport);
    transport.pause(); // What it says waits until it is known who says it.
    authenticate(socket.routingContext().request())
        .onSuccess(principal -> loop.run(() -> principal.ifPresent(session::signIn)))
        .onFailure(cause -> loop.run(() -> session.close(closeCode(cause))))
        .onComplete(done -> loop.run(transport::resume));
  }
}
