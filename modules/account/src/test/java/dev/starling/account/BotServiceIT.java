package dev.starling.account;

import static dev.starling.account.Failing.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.wire.ErrorCode;
import dev.starling.wire.SessionId;
import dev.starling.wire.UserId;
import dev.starling.wire.account.Bot;
import dev.starling.wire.account.BotToken;
import dev.starling.wire.account.NewBot;
import dev.starling.wire.account.NewBotToken;
import dev.starling.wire.account.Password;
import dev.starling.wire.account.SignIn;
import dev.starling.wire.account.SignedIn;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class BotServiceIT {

  private static final FakeClock clock = new FakeClock();
  private static final NewBotToken TOKEN = new NewBotToken("server");

  private static TestNode node;
  private static TestNode other;
  private static BotService bots;

  private UserId owner;
  private Bot bot;

  @BeforeAll
  static void start(Vertx vertx) {
    String database = TestNode.newDatabase();
    node = TestNode.start(vertx, database, clock);
    other = TestNode.start(vertx, node.bus(), database, clock, TestNode.CONFIG);
    bots = node.accounts().bots();
  }

  @BeforeEach
  void create() {
    owner = node.register(TestNode.unique("owner")).user().id();
    bot = bots.create(owner, new NewBot(TestNode.unique("bot"), "Helper")).await();
  }

  @Test
  void aTokenIsGoodOnEveryNodeUntilItIsRevoked() {
    BotToken token = bots.addToken(owner, bot.id(), TOKEN).await();
    Principal expected = new Principal(bot.id(), token.id());
    assertThat(node.accounts().authenticate(token.token()).await()).isEqualTo(expected);
    assertThat(other.accounts().authenticate(token.token()).await()).isEqualTo(expected);
    clock.advance(Duration.ofDays(400));
    assertThat(other.accounts().authenticate(token.token()).await()).isEqualTo(expected);

    Promise<SessionId> heard = Promise.promise();
    other.accounts().revocations().onRevoked(heard::tryComplete);
    bots.revoke(owner, bot.id(), token.id()).await();

    // Both nodes had it in their memory.
    assertThat(heard.future().await()).isEqualTo(token.id());
    assertFails(ErrorCode.SESSION_REVOKED, node.accounts().authenticate(token.token()));
    assertFails(ErrorCode.SESSION_REVOKED, other.accounts().authenticate(token.token()));
    assertThat(bots.tokens(owner, bot.id()).await().items()).isEmpty();
  }

  @Test
  void nothingElseIsAToken() {
    BotToken token = bots.addToken(owner, bot.id(), TOKEN).await();
    String text = token.token();

    assertThat(text).matches("bot_[A-Za-z0-9_-]{43}").doesNotContain(token.toString());
    for (String wrong :
        new String[] {"bot_", "bot_x", text + "x", text.substring(1), "bot_" + "A".repeat(43)}) {
      assertFails(ErrorCode.TOKEN_INVALID, node.accounts().authenticate(wrong));
    }
  }

  @Test
  void anAccessTokenIsVerifiedAtOnce() {
    SignedIn somebody = node.register(TestNode.unique("alice"));

    var verified = node.accounts().authenticate(somebody.accessToken());

    assertThat(verified.isComplete()).isTrue();
    assertThat(verified.result()).isEqualTo(TestNode.principal(somebody));
  }

  @Test
  void aBotIsItsOwnersAndItsOwn() {
    UserId mallory = node.register(TestNode.unique("mallory")).user().id();
    BotToken token = bots.addToken(bot.id(), bot.id(), TOKEN).await();

    assertThat(bots.find(bot.id(), bot.id()).await()).isEqualTo(bot);
    assertThat(bots.list(owner).await().items()).containsExactly(bot);
    assertThat(bots.list(mallory).await().items()).isEmpty();
    assertFails(ErrorCode.BOT_NOT_FOUND, bots.find(mallory, bot.id()));
    assertFails(ErrorCode.BOT_NOT_FOUND, bots.find(owner, mallory));
    assertFails(ErrorCode.BOT_NOT_FOUND, bots.addToken(mallory, bot.id(), TOKEN));
    assertFails(ErrorCode.BOT_NOT_FOUND, bots.revoke(mallory, bot.id(), token.id()));
    assertFails(ErrorCode.NOT_FOR_BOTS, bots.create(bot.id(), new NewBot("abot", null)));
  }

  @Test
  void aBotHasNoPassword() {
    for (String password : new String[] {"!", "12345678"}) {
      assertFails(
          ErrorCode.BAD_CREDENTIALS,
          node.accounts()
              .signIns()
              .signIn(new SignIn(bot.username(), Password.of(password), null), "192.0.2.1"));
    }
  }

  @Test
  void thereAreNotTooMany() {
    for (int i = 0; i < TestNode.CONFIG.bots().tokensMax(); i++) {
      assertThat(bots.addToken(owner, bot.id(), TOKEN).await().token()).isNotNull();
    }
    assertFails(ErrorCode.TOO_MANY_HOOKS, bots.addToken(owner, bot.id(), TOKEN));
    for (int i = 1; i < TestNode.CONFIG.bots().perOwnerMax(); i++) {
      assertThat(bots.create(owner, new NewBot(TestNode.unique("bot"), null)).await().owner())
          .isEqualTo(owner);
    }
    assertFails(
        ErrorCode.TOO_MANY_HOOKS, bots.create(owner, new NewBot(TestNode.unique("bot"), null)));
    assertFails(
        ErrorCode.USERNAME_TAKEN,
        bots.create(
            node.register(TestNode.unique("bob")).user().id(), new NewBot(bot.username(), null)));
  }
}
