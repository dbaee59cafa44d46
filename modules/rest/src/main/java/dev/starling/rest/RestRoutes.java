package dev.starling.rest;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;

/// Everything below `/v1`.
public final class RestRoutes {

  private final RestServices services;
  private final RestConfig config;

  public RestRoutes(RestServices services, RestConfig config) {
    this.services = services;
    this.config = config;
  }

  /// To be called on each event loop that serves REST, with that loop's router.
  public void mount(Router router) {
    router.route("/v1/*").handler(RequestId::give);
    router.route("/v1/*").handler(BodyHandler.create(false).setBodyLimit(config.bodyBytesMax()));
    Api api = new Api(router, services.accounts().tokens());
    new AccountRoutes(services.accounts()).mount(api);
    new ContactRoutes(services.accounts().contacts(), services.stories()).mount(api);
    new ConversationRoutes(services.messaging()).mount(api);
    new StoryRoutes(services.stories()).mount(api);
    new SearchRoutes(services.search()).mount(api);
    router
        .route("/v1/*")
        .failureHandler(
            context ->
                Api.fail(context, Failures.ofStatus(context.statusCode(), context.failure())));
    for (int status : new int[] {400, 404, 405, 413}) {
      router.errorHandler(
          status, context -> Api.fail(context, Failures.ofStatus(status, context.failure())));
    }
  }
}
