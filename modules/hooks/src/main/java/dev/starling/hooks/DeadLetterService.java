package dev.starling.hooks;

import dev.starling.persistence.hook.DeliveryRepository;
import dev.starling.persistence.hook.EventHookRepository;
import dev.starling.wire.Cursor;
import dev.starling.wire.HookId;
import dev.starling.wire.Page;
import dev.starling.wire.PageRequest;
import dev.starling.wire.Secret;
import dev.starling.wire.hook.DeadLetter;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/// What nobody tries to send any more, for operators.
public final class DeadLetterService {

  private final DeliveryRepository deliveries;
  private final EventHookRepository eventHooks;
  private final Secret operatorToken;

  /// @param operatorToken null when nobody is the operator
  DeadLetterService(
      DeliveryRepository deliveries, EventHookRepository eventHooks, Secret operatorToken) {
    this.deliveries = deliveries;
    this.eventHooks = eventHooks;
    this.operatorToken = operatorToken;
  }

  /// Takes as long for a wrong token as for the right one.
  public boolean isOperator(String token) {
    return operatorToken != null
        && MessageDigest.isEqual(
            token.getBytes(StandardCharsets.UTF_8),
            operatorToken.value().getBytes(StandardCharsets.UTF_8));
  }

  /// Where a page begins, null for the first one.
  ///
  /// @throws dev.starling.wire.Failure when the cursor is none of this list's
  public static HookId place(PageRequest request) {
    return request.after(in -> new HookId(in.number()));
  }

  /// Newest first.
  ///
  /// @param before the [#place] of the page
  public Future<Page<DeadLetter>> list(PageRequest request, HookId before) {
    return deliveries
        .dead(before, request.limitAndOne())
        .map(found -> request.page(found, last -> Cursor.of(last.id().value())));
  }

  /// Tries again from the first attempt on; for an event, the paused hook goes on with it. What was
  /// said since about the same conversation makes the old word superfluous: then there is none.
  public Future<Void> replay(HookId letter) {
    return deliveries
        .replay(letter)
        .compose(lives -> lives ? Future.succeededFuture(true) : eventHooks.resumeBy(letter))
        .compose(DeadLetterService::exists);
  }

  /// Forgets it. A hook that is paused stays so.
  public Future<Void> discard(HookId letter) {
    return deliveries.forget(letter).compose(DeadLetterService::exists);
  }

  private static Future<Void> exists(boolean did) {
    return did ? Future.succeededFuture() : Future.failedFuture(OwnBots.noHook());
  }
}
