package dev.starling.rest;

import dev.starling.account.BotTokens;
import dev.starling.account.Principal;
import io.vertx.core.Future;
import java.util.function.Function;

/// Who holds which bearer token.
///
/// @param people by access token, at once
/// @param bots by a bot's token, which may be looked up
record Bearers(Function<String, Principal> people, Function<String, Future<Principal>> bots) {

  static boolean isBots(String token) {
    return BotTokens.isOne(token);
  }
}
