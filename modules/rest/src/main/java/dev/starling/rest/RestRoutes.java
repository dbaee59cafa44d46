package dev.starling.rest;

import dev.starling.account.limit.Action;
import dev.starling.account.limit.ActionLimits;
import io.vertx.ext.web.Route;
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
    mount(router, config, tokens, services.accounts().limits(), this::mountStreams, this::mount);
    new ServeRoutes(services.media().service()).mount(router);
  }

  /// What a route counts as, null when it is none of these.
  public static Action actionOf(Route route) {
    return route.getMetadata(Api.ACTION);
  }

  /// What reads bodies itself, as they come.
  private void mountStreams(Api api) {
    new TusRoutes(services.media().uploads()).mount(api);
    media().mountStreams(api);
  }

  private void mount(Api api) {
    new AccountRoutes(services.accounts()).mount(api);
    new ContactRoutes(services.accounts().contacts(), services.stories()).mount(api);
    new ConversationRoutes(services.messaging()).mount(api);
    new ErasureRoutes(
            services.accounts().deletions(),
            services.messaging().personal().erasures(),
            services.search())
        .mount(api);
    new MessageRoutes(services.messaging()).mount(api);
    new FileRoutes(services.messaging(), services.media().service()).mount(api);
    new ThreadRoutes(services.messaging()).mount(api);
    new PresenceRoutes(services.messaging().live().presence(), services.accounts().privacy())
        .mount(api);
    new GroupRoutes(services.messaging()).mount(api);
    new PersonalRoutes(services.messaging().personal()).mount(api);
    new ListRoutes(services.lists()).mount(api);
    new KeptRoutes(services.kept()).mount(api);
    new StoryRoutes(services.stories(), services.media().service()).mount(api);
    new ResponseRoutes(services.responses()).mount(api);
    new BotRoutes(services.accounts().bots(), services.hooks().events()).mount(api);
    HookRoutes hooks = new HookRoutes(services.hooks());
    hooks.mount(api);
    new SearchRoutes(services.search(), hooks::requireOperator).mount(api);
    new ModerationRoutes(
            services.accounts().reports(),
            services.accounts().moderation(),
            services.messaging().actions()::remove,
            hooks::requireOperator)
        .mount(api);
    media().mount(api);
    new PreviewRoutes(services.previews()).mount(api);
  }

  private MediaRoutes media() {
    return new MediaRoutes(services.media().uploads(), services.media().service());
  }

  /// Routes, and around them what is the same for all but those that read bodies themselves: a name
  /// for each request, the size of bodies, and answers to what no route takes.
  static void mount(
      Router router,
      RestConfig config,
      Bearers tokens,
      ActionLimits limits,
      Consumer<Api> streams,
      Consumer<Api> routes) {
    router.route("/v1/*").handler(RequestId::give);
    streams.accept(Api.streamed(router, tokens, limits));
    router.route("/v1/*").handler(new Bodies(config.bodyBytesMax()));
    routes.accept(new Api(router, tokens, limits));
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
