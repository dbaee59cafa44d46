package dev.starling.node.http;

import dev.starling.wire.json.Json;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.function.Supplier;

/// For operators: whether the node lives, whether it is ready, and its metrics.
public final class AdminRoutes {

  private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

  private final Health health;
  private final Supplier<String> metrics;

  public AdminRoutes(Health health, Supplier<String> metrics) {
    this.health = health;
    this.metrics = metrics;
  }

  public void mount(Router router) {
    router.get("/health/live").handler(context -> json(context, 200, Map.of("status", "live")));
    router
        .get("/health/ready")
        .handler(
            context ->
                health
                    .report()
                    .onSuccess(report -> json(context, report.isReady() ? 200 : 503, report)));
    router
        .get("/metrics")
        .handler(
            context ->
                context
                    .response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, PROMETHEUS_TEXT)
                    .end(metrics.get()));
  }

  private static void json(RoutingContext context, int status, Object body) {
    context
        .response()
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json; charset=utf-8")
        .end(Json.write(body));
  }
}
