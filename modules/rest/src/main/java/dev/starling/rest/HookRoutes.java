package dev.starling.rest;

import dev.starling.account.Principal;
import dev.starling.account.limit.Action;
import dev.starling.hooks.DeadLetterService;
import dev.starling.hooks.Hooks;
import dev.starling.hooks.IncomingHookService;
import dev.starling.hooks.SubscriptionService;
import dev.starling.wire.ConversationId;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.HookId;
import dev.starling.wire.PageRequest;
import dev.starling.wire.hook.HookMessage;
import dev.starling.wire.hook.NewIncomingHook;
import dev.starling.wire.hook.NewSubscription;
import io.vertx.core.Future;

/// Web Push, webhooks to post through, and for operators what could not be sent.
final class HookRoutes {

  private final SubscriptionService subscriptions;
  private final IncomingHookService incoming;
  private final DeadLetterService deadLetters;

  HookRoutes(Hooks hooks) {
    this.subscriptions = hooks.subscriptions();
    this.incoming = hooks.incoming();
    this.deadLetters = hooks.deadLetters();
  }

  void mount(Api api) {
    api.get("/v1/push/key", this::key);
    api.post("/v1/push/subscriptions", Action.PROFILE, this::subscribe);
    api.get("/v1/push/subscriptions", this::subscriptions);
    api.delete("/v1/push/subscriptions/:id", Action.PROFILE, this::unsubscribe);
    api.post("/v1/conversations/:id/webhooks", Action.PROFILE, this::create);
    api.get("/v1/conversations/:id/webhooks", this::list);
    api.delete("/v1/conversations/:id/webhooks/:hook", Action.PROFILE, this::remove);
    api.post("/v1/hooks/:secret", Action.UNCOUNTED, this::post);
    api.get("/v1/admin/hooks/dead", this::dead);
    api.post("/v1/admin/hooks/dead/:id/replay", Action.UNCOUNTED, this::replay);
    api.delete("/v1/admin/hooks/dead/:id", Action.UNCOUNTED, this::discard);
  }

  private Future<Answer> key(Call call) {
    return call.signedIn(subscriptions::key).map(Answer::ok);
  }

  private Future<Answer> subscribe(Call call) {
    Principal who = call.principal();
    return subscriptions
        .add(who.user(), who.session(), call.body(NewSubscription.class))
        .map(Answer::created);
  }

  private Future<Answer> subscriptions(Call call) {
    return subscriptions.list(call.user()).map(Answer::ok);
  }

  private Future<Answer> unsubscribe(Call call) {
    return subscriptions.remove(call.user(), call.path("id", HookId::parse)).map(Answer::nothing);
  }

  private Future<Answer> create(Call call) {
    return incoming
        .create(call.user(), conversation(call), call.body(NewIncomingHook.class))
        .map(Answer::created);
  }

  private Future<Answer> list(Call call) {
    return incoming.list(call.user(), conversation(call)).map(Answer::ok);
  }

  private Future<Answer> remove(Call call) {
    return incoming
        .remove(call.user(), conversation(call), call.path("hook", HookId::parse))
        .map(Answer::nothing);
  }

  private Future<Answer> post(Call call) {
    HookMessage message = call.body(HookMessage.class);
    return incoming
        .post(call.path("secret", secret -> secret), call.header("Idempotency-Key"), message)
        .map(accepted -> Answer.createdOrFound(!accepted.repeated(), accepted));
  }

  private Future<Answer> dead(Call call) {
    PageRequest page = call.page();
    HookId before = DeadLetterService.place(page);
    requireOperator(call);
    return deadLetters.list(page, before).map(Answer::ok);
  }

  private Future<Answer> replay(Call call) {
    HookId letter = call.path("id", HookId::parse);
    requireOperator(call);
    return deadLetters.replay(letter).map(Answer::nothing);
  }

  private Future<Answer> discard(Call call) {
    HookId letter = call.path("id", HookId::parse);
    requireOperator(call);
    return deadLetters.discard(letter).map(Answer::nothing);
  }

  /// Fails for whoever does not hold the operator's token.
  void requireOperator(Call call) {
    String token = call.bearer();
    if (token == null || !deadLetters.isOperator(token)) {
      call.principal(); // Whoever is nobody hears that first.
      throw new Failure.Forbidden(ErrorCode.OPERATOR_ONLY, "for operators only");
    }
  }

  private static ConversationId conversation(Call call) {
    return call.path("id", ConversationId::parse);
  }
}
