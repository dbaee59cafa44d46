package dev.starling.node;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Somebody else's site: each page has its own name as its title, and one is not there.
public final class PageServer implements AutoCloseable {

  private final Vertx vertx = Vertx.vertx();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final int port;

  public PageServer() {
    HttpServer server =
        vertx
            .createHttpServer()
            .requestHandler(
                request -> {
                  String name = request.path().substring(1);
                  asked.add(name);
                  request
                      .response()
                      .setStatusCode(name.equals("404") ? 404 : 200)
                      .putHeader("content-type", "text/html; charset=utf-8")
                      .end("<title>" + name + "</title><meta name=description content=d>");
                });
    port = server.listen(0, "127.0.0.1").await().actualPort();
  }

  public String url(String page) {
    return "http://127.0.0.1:" + port + "/" + page;
  }

  List<String> asked() {
    return asked;
  }

  @Override
  public void close() {
    vertx.close().await();
  }
}
