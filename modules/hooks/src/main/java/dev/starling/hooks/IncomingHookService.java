package dev.starling.hooks;

import dev.starling.persistence.HashedSecret;
import dev.starling.persistence.account.AttemptRepository;
import dev.starling.persistence.conversation.MemberRepository;
import dev.starling.persistence.hook.IncomingHookRepository;
import dev.starling.persistence.hook.IncomingHookRepository.Door;
import dev.starling.wire.ConversationId;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.HookId;
import dev.starling.wire.IdSource;
import dev.starling.wire.Page;
import dev.starling.wire.UserId;
import dev.starling.wire.conversation.Accepted;
import dev.starling.wire.hook.HookMessage;
import dev.starling.wire.hook.IncomingHook;
import dev.starling.wire.hook.NewIncomingHook;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/// Webhooks to post through. Whoever knows the address posts as its bot, as long as the bot is in
/// the conversation: who may speak there is decided there.
public final class IncomingHookService {

  /// Below any node.
  static final String PATH = "/v1/hooks/";

  private static final Duration WINDOW = Duration.ofMinutes(1);

  private final IncomingHookRepository hooks;
  private final OwnBots bots;
  private final MemberRepository members;
  private final AttemptRepository attempts;
  private final Posting posting;
  private final IdSource ids;
  private final SecureRandom random;
  private final Clock clock;
  private final HooksConfig config;

  IncomingHookService(
      IncomingHookRepository hooks,
      OwnBots bots,
      MemberRepository members,
      AttemptRepository attempts,
      Posting posting,
      IdSource ids,
      SecureRandom random,
      Clock clock,
      HooksConfig config) {
    this.hooks = hooks;
    this.bots = bots;
    this.members = members;
    this.attempts = attempts;
    this.posting = posting;
    this.ids = ids;
    this.random = random;
    this.clock = clock;
    this.config = config;
  }

  /// For the owner of the bot, which has to be a member. Only this answer has the URL.
  public Future<IncomingHook> create(
      UserId asker, ConversationId conversation, NewIncomingHook request) {
    Door door = new Door(new HookId(ids.next()), conversation, request.bot());
    String secret = HashedSecret.make(random);
    return member(asker, conversation)
        .compose(asked -> bots.require(asker, request.bot()))
        .compose(own -> member(request.bot(), conversation))
        .compose(
            in ->
                hooks.add(
                    door, request.label(), HashedSecret.hash(secret), config.incomingHooksMax()))
        .map(
            added ->
                added
                    .orElseThrow(() -> OwnBots.tooMany("webhooks", config.incomingHooksMax()))
                    .at(PATH + secret));
  }

  /// Those of one's own bots; as many as there may be, on one page.
  public Future<Page<IncomingHook>> list(UserId asker, ConversationId conversation) {
    return member(asker, conversation)
        .compose(in -> hooks.list(conversation, asker))
        .map(Page::last);
  }

  public Future<Void> remove(UserId asker, ConversationId conversation, HookId hook) {
    return hooks
        .remove(hook, conversation, asker)
        .map(
            isRemoved -> {
              if (!isRemoved) {
                throw OwnBots.noHook();
              }
              return null;
            });
  }

  /// @param key names the message, so that a retry is harmless; null for one that nobody names
  public Future<Accepted> post(String secret, String key, HookMessage message) {
    if (secret.length() != HashedSecret.LENGTH) {
      return Future.failedFuture(OwnBots.noHook());
    }
    return hooks
        .find(HashedSecret.hash(secret))
        .map(found -> found.orElseThrow(OwnBots::noHook))
        .compose(this::admitted)
        .compose(
            door ->
                posting.post(
                    door.bot(),
                    door.conversation(),
                    key == null ? UUID.randomUUID().toString() : key,
                    message))
        .recover(cause -> Future.failedFuture(withoutBot(cause)));
  }

  /// A hook whose bot has left is not there, until the bot is.
  private static Throwable withoutBot(Throwable cause) {
    return cause instanceof Failure.Forbidden forbidden
            && forbidden.code() == ErrorCode.NOT_A_MEMBER
        ? OwnBots.noHook()
        : cause;
  }

  private Future<Void> member(UserId user, ConversationId conversation) {
    return members
        .standing(user, conversation)
        .map(
            standing -> {
              standing.require();
              return null;
            });
  }

  private Future<Door> admitted(Door door) {
    Instant now = clock.instant();
    return attempts
        .count("hook " + door.id(), now, WINDOW)
        .map(
            counted -> {
              if (counted.attempts() > config.incomingPerMinute()) {
                throw new Failure.TryLater(
                    ErrorCode.TOO_MANY_REQUESTS,
                    "more than " + config.incomingPerMinute() + " messages a minute",
                    Duration.between(now, counted.windowEnds()));
              }
              return door;
            });
  }
}
