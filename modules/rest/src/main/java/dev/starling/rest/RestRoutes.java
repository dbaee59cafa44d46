package dev.starling.rest;

import io.vertx.ext.web.Router;
import java.util.function.Consumer;

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
    Bearers tokens =
        new Bearers(services.accounts().tokens()::verify, services.accounts().botTokens()::verify);
    mount(router, config, tokens, this::mount);
  }

  private void mount(Api api) {
    new AccountRoutes(services.accounts()).mount(api);
    new ContactRoutes(services.accounts().contacts(), services.stories()).mount(api);
    new ConversationRoutes(services.messaging()).mount(api);
    new MessageRoutes(services.messaging()).mount(api);
    new ThreadRoutes(services.messaging()).mount(api);
    new PresenceRoutes(services.messaging().live().presence(), services.accounts().privacy())
        .mount(api);
    new StoryRoutes(services.stories()).mount(api);
    new SearchRoutes(services.search()).mount(api);
    new BotRoutes(services.accounts().bots(), services.hooks().events()).mount(api);
    new HookRoutes(services.hooks()).mount(api);
  }

  /// Routes, and around them what is the same for all: a name for each request, the size of bodies,
  /// and answers to what no route takes.
  static void mount(Router router, RestConfig config, Bearers tokens, Consumer<Api> routes) {
    router.route("/v1/*").handler(RequestId::give);
    router.route("/v1/*").handler(new Bodies(config.bodyBytesMax()));
    routes.accept(new Api(router, tokens));
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
