package dev.starling.node.http;

import dev.starling.connection.ConnectionConfig;
import dev.starling.node.config.HttpConfig;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.AllowForwardHeaders;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Serves the port on one event loop: deployed once per core, and connections are dealt out among
/// them. It wires; it decides nothing.
public final class EdgeVerticle extends VerticleBase {

  private static final int ACCEPT_BACKLOG = 4_096;

  /// A frame may be somewhat larger than allowed, so that it is answered before it is refused.
  private static final int FRAME_ROOM = 4;

  private final HttpConfig http;
  private final ConnectionConfig sockets;
  private final List<Consumer<Router>> routes;
  private Router router;
  private HttpServer server;

  /// @param routes each is called on this verticle's event loop
  public EdgeVerticle(HttpConfig http, ConnectionConfig sockets, List<Consumer<Router>> routes) {
    this.http = http;
    this.sockets = sockets;
    this.routes = List.copyOf(routes);
  }

  @Override
  public Future<?> start() {
    router = Router.router(vertx);
    if (http.trustForwarded()) {
      router.allowForward(AllowForwardHeaders.X_FORWARD);
    }
    routes.forEach(mount -> mount.accept(router));
    server =
        vertx
            .createHttpServer(options())
            .requestHandler(router)
            .invalidRequestHandler(Unreadable::refuse);
    return server.listen();
  }

  @Override
  public Future<?> stop() {
    return server.shutdown(1, TimeUnit.SECONDS);
  }

  /// Where it listens, also when any free port was asked for.
  public int port() {
    return server.actualPort();
  }

  /// What it serves.
  public List<Route> routes() {
    return router.getRoutes();
  }

  private HttpServerOptions options() {
    return new HttpServerOptions()
        .setHost(http.host())
        .setPort(http.port())
        .setAcceptBacklog(ACCEPT_BACKLOG)
        .setTcpKeepAlive(true)
        .setIdleTimeout((int) http.idleMax().toSeconds())
        .setHttp2ClearTextEnabled(false)
        // Compression costs 106 kB a socket, and frames are small.
        .setPerMessageWebSocketCompressionSupported(false)
        .setPerFrameWebSocketCompressionSupported(false)
        .setMaxWebSocketFrameSize(sockets.frameBytesMax() * FRAME_ROOM)
        .setMaxWebSocketMessageSize(sockets.frameBytesMax() * FRAME_ROOM);
  }
}
