package dev.starling.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.starling.persistence.HashedSecret;
import dev.starling.persistence.account.BotRepository;
import dev.starling.persistence.account.BotRepository.Holder;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.security.SecureRandom;
import java.util.Optional;

/// The tokens that bots hold: opaque, good until they are revoked, known here by their hash. Each
/// stands for a session, so revoking it works as for a person's device: at once, on every node,
/// sockets included. Safe for use by any thread.
public final class BotTokens {

  /// No access token begins like this, and whoever finds one in a log knows what it is.
  private static final String PREFIX = "bot_";

  private static final int TOKEN_LENGTH = PREFIX.length() + HashedSecret.LENGTH;
  private static final int CACHED_MAX = 10_000;

  private final BotRepository bots;
  private final Revocations revocations;
  private final SecureRandom random;
  private final Cache<Buffer, Optional<Holder>> known;

  BotTokens(BotRepository bots, Revocations revocations, SecureRandom random, BotConfig config) {
    this.bots = bots;
    this.revocations = revocations;
    this.random = random;
    this.known =
        Caffeine.newBuilder().maximumSize(CACHED_MAX).expireAfterWrite(config.cachedFor()).build();
  }

  /// Whether a text means to be a bot's token, and no access token.
  public static boolean isOne(String token) {
    return token.startsWith(PREFIX);
  }

  /// Which bot holds it. Fails with [Failure.Unauthenticated], TOKEN_INVALID or SESSION_REVOKED.
  public Future<Principal> verify(String token) {
    if (token.length() != TOKEN_LENGTH || !isOne(token)) {
      return Future.failedFuture(invalid());
    }
    Buffer hash = HashedSecret.hash(token);
    Optional<Holder> found = known.getIfPresent(hash);
    Future<Optional<Holder>> holder =
        found != null
            ? Future.succeededFuture(found)
            : bots.holder(hash).onSuccess(read -> known.put(hash, read));
    return holder.map(this::principal);
  }

  String make() {
    return PREFIX + HashedSecret.make(random);
  }

  private Principal principal(Optional<Holder> found) {
    Holder holder = found.orElseThrow(BotTokens::invalid);
    if (revocations.isRevoked(holder.session())) {
      throw new Failure.Unauthenticated(ErrorCode.SESSION_REVOKED, "the token was revoked");
    }
    return new Principal(holder.bot(), holder.session());
  }

  private static Failure invalid() {
    return new Failure.Unauthenticated(ErrorCode.TOKEN_INVALID, "not a valid token");
  }
}
