package dev.starling.rest;

import dev.starling.account.BotService;
import dev.starling.account.limit.Action;
import dev.starling.hooks.EventHookService;
import dev.starling.wire.HookId;
import dev.starling.wire.SessionId;
import dev.starling.wire.UserId;
import dev.starling.wire.account.NewBot;
import dev.starling.wire.account.NewBotToken;
import dev.starling.wire.hook.NewEventHook;
import io.vertx.core.Future;

/// Bots, their tokens, and the webhooks that hear what happens in their conversations.
final class BotRoutes {

  private final BotService bots;
  private final EventHookService hooks;

  BotRoutes(BotService bots, EventHookService hooks) {
    this.bots = bots;
    this.hooks = hooks;
  }

  void mount(Api api) {
    api.post("/v1/bots", Action.PROFILE, this::create);
    api.get("/v1/bots", this::list);
    api.get("/v1/bots/:id", this::show);
    api.post("/v1/bots/:id/tokens", Action.PROFILE, this::addToken);
    api.get("/v1/bots/:id/tokens", this::listTokens);
    api.delete("/v1/bots/:id/tokens/:token", Action.PROFILE, this::revoke);
    api.post("/v1/bots/:id/webhooks", Action.PROFILE, this::addHook);
    api.get("/v1/bots/:id/webhooks", this::listHooks);
    api.get("/v1/bots/:id/webhooks/:hook", this::showHook);
    api.delete("/v1/bots/:id/webhooks/:hook", Action.PROFILE, this::removeHook);
    api.post("/v1/bots/:id/webhooks/:hook/resume", Action.PROFILE, this::resumeHook);
    api.post("/v1/bots/:id/webhooks/:hook/secret", Action.PROFILE, this::rotateSecret);
  }

  private Future<Answer> create(Call call) {
    return bots.create(call.user(), call.body(NewBot.class)).map(Answer::created);
  }

  private Future<Answer> list(Call call) {
    return bots.list(call.user()).map(Answer::ok);
  }

  private Future<Answer> show(Call call) {
    return bots.find(call.user(), bot(call)).map(Answer::ok);
  }

  private Future<Answer> addToken(Call call) {
    return bots.addToken(call.user(), bot(call), call.body(NewBotToken.class)).map(Answer::created);
  }

  private Future<Answer> listTokens(Call call) {
    return bots.tokens(call.user(), bot(call)).map(Answer::ok);
  }

  private Future<Answer> revoke(Call call) {
    return bots.revoke(call.user(), bot(call), call.path("token", SessionId::parse))
        .map(Answer::nothing);
  }

  private Future<Answer> addHook(Call call) {
    return hooks.create(call.user(), bot(call), call.body(NewEventHook.class)).map(Answer::created);
  }

  private Future<Answer> listHooks(Call call) {
    return hooks.list(call.user(), bot(call)).map(Answer::ok);
  }

  private Future<Answer> showHook(Call call) {
    return hooks.find(call.user(), bot(call), hook(call)).map(Answer::ok);
  }

  private Future<Answer> removeHook(Call call) {
    return hooks.remove(call.user(), bot(call), hook(call)).map(Answer::nothing);
  }

  private Future<Answer> resumeHook(Call call) {
    return hooks.resume(call.user(), bot(call), hook(call)).map(Answer::ok);
  }

  private Future<Answer> rotateSecret(Call call) {
    return hooks.rotate(call.user(), bot(call), hook(call)).map(Answer::ok);
  }

  private static UserId bot(Call call) {
    return call.path("id", UserId::parse);
  }

  private static HookId hook(Call call) {
    return call.path("hook", HookId::parse);
  }
}
