package dev.starling.hooks;

import dev.starling.outbound.Outbound;
import dev.starling.persistence.hook.EventHookRepository;
import dev.starling.persistence.hook.EventHookRepository.NewEventHook;
import dev.starling.wire.HookId;
import dev.starling.wire.IdSource;
import dev.starling.wire.Page;
import dev.starling.wire.UserId;
import dev.starling.wire.hook.EventHook;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.security.SecureRandom;
import java.time.Duration;

/// Webhooks that hear what happens in a bot's conversations, managed by its owner or by itself.
public final class EventHookService {

  /// So long after a rotation requests are signed with the old secret, too.
  private static final Duration BOTH_SECRETS = Duration.ofDays(1);

  private final EventHookRepository hooks;
  private final OwnBots bots;
  private final Outbound outbound;
  private final IdSource ids;
  private final SecureRandom random;
  private final HooksConfig config;

  EventHookService(
      EventHookRepository hooks,
      OwnBots bots,
      Outbound outbound,
      IdSource ids,
      SecureRandom random,
      HooksConfig config) {
    this.hooks = hooks;
    this.bots = bots;
    this.outbound = outbound;
    this.ids = ids;
    this.random = random;
    this.config = config;
  }

  /// From now on; what was before stays in the log. Only this answer has the secret.
  public Future<EventHook> create(
      UserId asker, UserId bot, dev.starling.wire.hook.NewEventHook request) {
    byte[] secret = Signature.newSecret(random);
    NewEventHook hook =
        new NewEventHook(
            new HookId(ids.next()),
            bot,
            request.url(),
            request.events(),
            request.conversations(),
            Buffer.buffer(secret));
    return bots.require(asker, bot)
        .compose(own -> outbound.check(request.url()))
        .compose(allowed -> hooks.add(hook, config.eventHooksMax()))
        .compose(
            isAdded ->
                isAdded
                    ? found(hook.id(), bot)
                    : Future.failedFuture(OwnBots.tooMany("webhooks", config.eventHooksMax())))
        .map(made -> made.with(Signature.text(secret)));
  }

  /// As many as a bot may have, on one page.
  public Future<Page<EventHook>> list(UserId asker, UserId bot) {
    return bots.require(asker, bot).compose(own -> hooks.list(bot)).map(Page::last);
  }

  public Future<EventHook> find(UserId asker, UserId bot, HookId hook) {
    return bots.require(asker, bot).compose(own -> found(hook, bot));
  }

  public Future<Void> remove(UserId asker, UserId bot, HookId hook) {
    return bots.require(asker, bot)
        .compose(own -> hooks.remove(hook, bot))
        .compose(EventHookService::exists);
  }

  /// A paused hook goes on with the event that it could not send.
  public Future<EventHook> resume(UserId asker, UserId bot, HookId hook) {
    return bots.require(asker, bot)
        .compose(own -> hooks.resume(hook, bot))
        .compose(EventHookService::exists)
        .compose(resumed -> found(hook, bot));
  }

  /// A new secret; the old one signs as well for a day. Only this answer has it.
  public Future<EventHook> rotate(UserId asker, UserId bot, HookId hook) {
    byte[] secret = Signature.newSecret(random);
    return bots.require(asker, bot)
        .compose(own -> hooks.rotate(hook, bot, Buffer.buffer(secret), BOTH_SECRETS))
        .compose(EventHookService::exists)
        .compose(rotated -> found(hook, bot))
        .map(rotated -> rotated.with(Signature.text(secret)));
  }

  private Future<EventHook> found(HookId hook, UserId bot) {
    return hooks.find(hook, bot).map(found -> found.orElseThrow(OwnBots::noHook));
  }

  private static Future<Void> exists(boolean did) {
    return did ? Future.succeededFuture() : Future.failedFuture(OwnBots.noHook());
  }
}
