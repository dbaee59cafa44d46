package dev.starling.account;

import dev.starling.persistence.HashedSecret;
import dev.starling.persistence.account.AccountRepository;
import dev.starling.persistence.account.BotRepository;
import dev.starling.persistence.account.BotRepository.Holder;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.IdSource;
import dev.starling.wire.Page;
import dev.starling.wire.PageRequest;
import dev.starling.wire.SessionId;
import dev.starling.wire.UserId;
import dev.starling.wire.account.Bot;
import dev.starling.wire.account.BotToken;
import dev.starling.wire.account.NewBot;
import dev.starling.wire.account.NewBotToken;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;

/// Accounts that programs speak as. A person makes them and answers for them; a bot makes none.
public final class BotService {

  private final BotRepository bots;
  private final SessionService sessions;
  private final BotTokens tokens;
  private final IdSource ids;
  private final Clock clock;
  private final BotConfig config;

  BotService(
      BotRepository bots,
      SessionService sessions,
      BotTokens tokens,
      IdSource ids,
      Clock clock,
      BotConfig config) {
    this.bots = bots;
    this.sessions = sessions;
    this.tokens = tokens;
    this.ids = ids;
    this.clock = clock;
    this.config = config;
  }

  public Future<Bot> create(UserId owner, NewBot request) {
    return bots.add(new UserId(ids.next()), request, owner, clock.instant(), config.perOwnerMax())
        .recover(cause -> Future.failedFuture(named(request, cause)))
        .compose(added -> added.map(Future::succeededFuture).orElseGet(() -> refusal(owner)));
  }

  /// In the order in which they were made; as many as one may have, on one page.
  public Future<Page<Bot>> list(UserId owner) {
    return bots.list(owner).map(Page::last);
  }

  /// For its owner, and for the bot itself.
  public Future<Bot> find(UserId asker, UserId bot) {
    return bots.find(bot, asker).map(found -> found.orElseThrow(BotService::notFound));
  }

  public Future<BotToken> addToken(UserId asker, UserId bot, NewBotToken request) {
    Holder holder = new Holder(bot, new SessionId(ids.next()));
    String token = tokens.make();
    Instant now = clock.instant();
    return find(asker, bot)
        .compose(
            found ->
                bots.addToken(
                    holder, request.label(), now, HashedSecret.hash(token), config.tokensMax()))
        .map(
            isAdded -> {
              if (!isAdded) {
                throw tooMany("tokens", config.tokensMax());
              }
              return new BotToken(holder.session(), request.label(), now, token);
            });
  }

  /// Newest first; as many as a bot may have, on one page.
  public Future<Page<BotToken>> tokens(UserId asker, UserId bot) {
    return find(asker, bot)
        .compose(
            found ->
                sessions.list(
                    new Principal(bot, new SessionId(0)),
                    new PageRequest(PageRequest.LIMIT_MAX, null)))
        .map(
            page ->
                Page.last(
                    page.items().stream()
                        .map(one -> new BotToken(one.id(), one.device(), one.createdAt(), null))
                        .toList()));
  }

  /// At once, on all nodes, with the sockets it has opened.
  public Future<Void> revoke(UserId asker, UserId bot, SessionId token) {
    return find(asker, bot).compose(found -> sessions.end(new Principal(bot, token), token));
  }

  private Future<Bot> refusal(UserId owner) {
    return bots.isBot(owner)
        .compose(
            isBot ->
                Future.failedFuture(
                    isBot
                        ? new Failure.Forbidden(ErrorCode.NOT_FOR_BOTS, "a bot makes no bots")
                        : tooMany("bots", config.perOwnerMax())));
  }

  private static Throwable named(NewBot request, Throwable cause) {
    return AccountRepository.isUsernameTaken(cause)
        ? new Failure.Conflict(ErrorCode.USERNAME_TAKEN, "taken: " + request.username())
        : cause;
  }

  private static Failure tooMany(String what, int limit) {
    return new Failure.Conflict(ErrorCode.TOO_MANY_HOOKS, what + ": at most " + limit);
  }

  private static Failure notFound() {
    return new Failure.NotFound(ErrorCode.BOT_NOT_FOUND, "no bot of yours");
  }
}
