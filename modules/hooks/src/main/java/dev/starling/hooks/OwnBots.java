package dev.starling.hooks;

import dev.starling.persistence.account.BotRepository;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.UserId;
import io.vertx.core.Future;

/// Whose bot it is: its owner's, and its own.
final class OwnBots {

  private final BotRepository bots;

  OwnBots(BotRepository bots) {
    this.bots = bots;
  }

  Future<Void> require(UserId asker, UserId bot) {
    return bots.find(bot, asker)
        .map(
            found -> {
              if (found.isEmpty()) {
                throw new Failure.NotFound(ErrorCode.BOT_NOT_FOUND, "no bot of yours");
              }
              return null;
            });
  }

  static Failure noHook() {
    return new Failure.NotFound(ErrorCode.HOOK_NOT_FOUND, "no such hook");
  }

  static Failure tooMany(String what, int limit) {
    return new Failure.Conflict(ErrorCode.TOO_MANY_HOOKS, what + ": at most " + limit);
  }
}
