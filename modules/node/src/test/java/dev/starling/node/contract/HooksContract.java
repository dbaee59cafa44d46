package dev.starling.node.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.starling.node.Person;
import dev.starling.node.Rest;
import dev.starling.wire.ErrorCode;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Drives what the document says about bots, webhooks and push. A part of [RestContractIT].
final class HooksContract {

  private static final String OPERATOR = "the operator's own token";

  /// Limits that are quick to reach, and addresses that tests can have.
  static final Map<String, String> SETTINGS =
      Map.of(
          "STARLING_OUTBOUND_ALLOW_PRIVATE", "true",
          "STARLING_BOTS_PER_OWNER_MAX", "2",
          "STARLING_BOTS_TOKENS_MAX", "2",
          "STARLING_HOOKS_PUSH_CONTACT", "mailto:operator@example.org",
          "STARLING_HOOKS_ATTEMPTS_MAX", "1",
          "STARLING_HOOKS_EVENT_HOOKS_MAX", "1",
          "STARLING_HOOKS_INCOMING_HOOKS_MAX", "1",
          "STARLING_HOOKS_INCOMING_PER_MINUTE", "4",
          "STARLING_HOOKS_SUBSCRIPTIONS_MAX", "1",
          "STARLING_HOOKS_OPERATOR_TOKEN", OPERATOR);

  /// Nobody listens there.
  private static final String NOWHERE = "http://127.0.0.1:1/hook";

  private final RestTalk talk;
  private final Person alice;
  private final Person bob;
  private final Person carol;

  private HooksContract(RestTalk talk) {
    this.talk = talk;
    this.alice = talk.alice();
    this.bob = talk.bob();
    this.carol = talk.carol();
  }

  static void drive(RestTalk talk) {
    new HooksContract(talk).drive();
  }

  private void drive() {
    String bot = bots();
    String group = groupWith(bot);
    tokens(bot);
    incoming(bot, group);
    events(bot, group);
    push();
  }

  /// @param somebody of a node with the defaults
  static void driveWhereThereIsNoPush(RestTalk talk, Person somebody) {
    HooksContract contract = new HooksContract(talk);
    talk.as(somebody, "pushKey").fails(404, ErrorCode.PUSH_OFF);
    talk.as(somebody, "addSubscription")
        .body(contract.browser("https://push.example.org/1"))
        .fails(404, ErrorCode.PUSH_OFF);
  }

  private String bots() {
    String name = "bot" + alice.id();
    JsonNode bot = as(alice, "createBot").body(Map.of("username", name)).answers(201);
    assertThat(bot.get("displayName").asText()).isEqualTo(name);
    assertThat(bot.get("owner").asText()).isEqualTo(alice.id());
    String id = bot.get("id").asText();
    as(alice, "createBot").body(Map.of("username", name)).fails(409, ErrorCode.USERNAME_TAKEN);
    as(alice, "createBot").body(Map.of()).isRefused(400, ErrorCode.TEXT_EMPTY);
    as(alice, "createBot").body(Map.of("username", name + "2")).answers(201);
    as(alice, "createBot")
        .body(Map.of("username", name + "3"))
        .fails(409, ErrorCode.TOO_MANY_HOOKS);
    assertThat(as(alice, "listBots").answers(200).get("items")).hasSize(2);
    assertThat(as(alice, "showBot").with("id", id).answers(200)).isEqualTo(bot);
    as(bob, "showBot").with("id", id).fails(404, ErrorCode.BOT_NOT_FOUND);
    as(alice, "showBot").with("id", alice.id()).fails(404, ErrorCode.BOT_NOT_FOUND);
    return id;
  }

  private String groupWith(String bot) {
    Map<String, Object> body =
        Map.of("kind", "group", "title", "Builds", "members", List.of(bot, bob.id()));
    return as(alice, "openConversation").body(body).answers(201).get("id").asText();
  }

  private void tokens(String bot) {
    JsonNode made =
        as(alice, "addBotToken").with("id", bot).body(Map.of("label", "ci")).answers(201);
    JsonNode second = as(alice, "addBotToken").with("id", bot).body(Map.of()).answers(201);
    as(alice, "addBotToken").with("id", bot).body(Map.of()).fails(409, ErrorCode.TOO_MANY_HOOKS);
    as(bob, "addBotToken").with("id", bot).body(Map.of()).fails(404, ErrorCode.BOT_NOT_FOUND);
    JsonNode listed = as(alice, "listBotTokens").with("id", bot).answers(200);
    assertThat(listed.get("items")).hasSize(2).allMatch(one -> !one.has("token"));
    assertThat(listed.at("/items/1/label").asText()).isEqualTo("ci");
    as(bob, "listBotTokens").with("id", bot).fails(404, ErrorCode.BOT_NOT_FOUND);

    Rest asBot = new Rest(url(), made.get("token").asText());
    assertThat(with(asBot, "showMe").answers(200).get("id").asText()).isEqualTo(bot);
    with(asBot, "createBot").body(Map.of("username", "botsbot")).fails(403, ErrorCode.NOT_FOR_BOTS);
    as(alice, "revokeBotToken").with("id", bot).with("token", made.get("id").asText()).answers(204);
    with(asBot, "showMe").fails(401, ErrorCode.SESSION_REVOKED);
    with(new Rest(url(), "bot_" + "x".repeat(43)), "showMe").fails(401, ErrorCode.TOKEN_INVALID);
    as(alice, "revokeBotToken")
        .with("id", bot)
        .with("token", alice.session())
        .fails(404, ErrorCode.SESSION_NOT_FOUND);
    as(alice, "revokeBotToken")
        .with("id", bot)
        .with("token", second.get("id").asText())
        .answers(204);
  }

  private void incoming(String bot, String group) {
    Map<String, String> wanted = Map.of("bot", bot, "label", "builds");
    JsonNode hook = as(alice, "addIncomingHook").with("id", group).body(wanted).answers(201);
    as(alice, "addIncomingHook")
        .with("id", group)
        .body(wanted)
        .fails(409, ErrorCode.TOO_MANY_HOOKS);
    as(alice, "addIncomingHook")
        .with("id", group)
        .body(Map.of())
        .isRefused(400, ErrorCode.BAD_FIELD);
    as(bob, "addIncomingHook").with("id", group).body(wanted).fails(404, ErrorCode.BOT_NOT_FOUND);
    as(carol, "addIncomingHook").with("id", group).body(wanted).fails(403, ErrorCode.NOT_A_MEMBER);
    as(alice, "addIncomingHook")
        .with("id", alice.directWith(bob))
        .body(wanted)
        .fails(403, ErrorCode.NOT_A_MEMBER);
    JsonNode listed = as(alice, "listIncomingHooks").with("id", group).answers(200);
    assertThat(listed.get("items")).hasSize(1).allMatch(one -> !one.has("url"));
    assertThat(as(bob, "listIncomingHooks").with("id", group).answers(200).get("items")).isEmpty();
    as(carol, "listIncomingHooks").with("id", group).fails(403, ErrorCode.NOT_A_MEMBER);
    as(alice, "listIncomingHooks").with("id", "c1").fails(404, ErrorCode.CONVERSATION_NOT_FOUND);

    posting(bot, group, hook.get("url").asText().substring("/v1/hooks/".length()));

    String id = hook.get("id").asText();
    as(bob, "removeIncomingHook")
        .with("id", group)
        .with("hook", id)
        .fails(404, ErrorCode.HOOK_NOT_FOUND);
    as(alice, "removeIncomingHook").with("id", group).with("hook", id).answers(204);
  }

  private void posting(String bot, String group, String secret) {
    Map<String, String> message = Map.of("text", "green");
    JsonNode first = hook(secret).header("Idempotency-Key", "k1").body(message).answers(201);
    assertThat(hook(secret).header("Idempotency-Key", "k1").body(message).answers(200))
        .isEqualTo(first);
    hook(secret)
        .header("Idempotency-Key", "k1")
        .body(Map.of("text", "red"))
        .fails(409, ErrorCode.CLIENT_ID_REUSED);
    hook(secret).body(Map.of("text", "")).isRefused(400, ErrorCode.TEXT_EMPTY);
    hook(secret).body(message).fails(429, ErrorCode.TOO_MANY_REQUESTS);
    hook("x".repeat(43)).body(message).fails(404, ErrorCode.HOOK_NOT_FOUND);
    hook("x").body(message).fails(404, ErrorCode.HOOK_NOT_FOUND);
    JsonNode newest =
        as(bob, "readEvents").with("id", group).with("limit", 1).answers(200).at("/items/0");
    assertThat(newest.get("sender").asText()).isEqualTo(bot);
    assertThat(newest.get("text").asText()).isEqualTo("green");
  }

  private void events(String bot, String group) {
    Map<String, Object> wanted = Map.of("url", NOWHERE, "events", List.of("message"));
    JsonNode hook = as(alice, "addEventHook").with("id", bot).body(wanted).answers(201);
    String id = hook.get("id").asText();
    assertThat(hook.get("secret").asText()).startsWith("whsec_");
    as(alice, "addEventHook").with("id", bot).body(wanted).fails(409, ErrorCode.TOO_MANY_HOOKS);
    as(alice, "addEventHook")
        .with("id", bot)
        .body(Map.of("url", "ftp://x"))
        .fails(400, ErrorCode.URL_NOT_ALLOWED);
    as(alice, "addEventHook")
        .with("id", bot)
        .body(Map.of("url", NOWHERE, "events", List.of("nothing")))
        .fails(400, ErrorCode.BAD_FIELD);
    as(bob, "addEventHook").with("id", bot).body(wanted).fails(404, ErrorCode.BOT_NOT_FOUND);
    assertThat(as(alice, "listEventHooks").with("id", bot).answers(200).get("items")).hasSize(1);
    as(bob, "listEventHooks").with("id", bot).fails(404, ErrorCode.BOT_NOT_FOUND);

    bob.say(group, "e1", "nobody hears it");
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> hooks("showEventHook", bot, id).answers(200).get("state").asText(),
            "paused"::equals);
    deadLetters(bot, id);
    hooks("resumeEventHook", bot, id).answers(200);
    hooks("rotateEventHookSecret", bot, id).answers(200);
    hooks("removeEventHook", bot, id).answers(204);
    for (String operation :
        List.of("showEventHook", "resumeEventHook", "rotateEventHookSecret", "removeEventHook")) {
      hooks(operation, bot, id).fails(404, ErrorCode.HOOK_NOT_FOUND);
    }
  }

  private void deadLetters(String bot, String hook) {
    JsonNode letter = with(operator(), "listDeadLetters").answers(200).at("/items/0");
    assertThat(letter.get("kind").asText()).isEqualTo("event");
    assertThat(letter.get("target").asText()).isEqualTo(hook);
    assertThat(letter.get("user").asText()).isEqualTo(bot);
    as(alice, "listDeadLetters").fails(403, ErrorCode.OPERATOR_ONLY);
    with(operator(), "listDeadLetters").with("limit", 0).isRefused(400, ErrorCode.BAD_LIMIT);
    String id = letter.get("id").asText();
    for (String operation : List.of("replayDeadLetter", "discardDeadLetter")) {
      as(alice, operation).with("id", id).fails(403, ErrorCode.OPERATOR_ONLY);
    }
    with(operator(), "replayDeadLetter").with("id", id).answers(204);
    with(operator(), "replayDeadLetter").with("id", id).fails(404, ErrorCode.HOOK_NOT_FOUND);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> !with(operator(), "listDeadLetters").answers(200).get("items").isEmpty());
    letter = with(operator(), "listDeadLetters").answers(200).at("/items/0");
    with(operator(), "discardDeadLetter").with("id", letter.get("id").asText()).answers(204);
    with(operator(), "discardDeadLetter")
        .with("id", letter.get("id").asText())
        .fails(404, ErrorCode.HOOK_NOT_FOUND);
  }

  private void push() {
    JsonNode key = as(alice, "pushKey").answers(200);
    assertThat(as(bob, "pushKey").answers(200)).isEqualTo(key);
    Map<String, Object> browser = browser(NOWHERE);
    JsonNode made = as(alice, "addSubscription").body(browser).answers(201);
    assertThat(as(alice, "addSubscription").body(browser).answers(201)).isEqualTo(made);
    as(alice, "addSubscription").body(browser(NOWHERE + "2")).fails(409, ErrorCode.TOO_MANY_HOOKS);
    as(alice, "addSubscription").body(browser("ftp://x")).fails(400, ErrorCode.URL_NOT_ALLOWED);
    as(alice, "addSubscription")
        .body(Map.of("endpoint", NOWHERE, "keys", Map.of("p256dh", "x", "auth", "y")))
        .isRefused(400, ErrorCode.BAD_FIELD);
    assertThat(as(alice, "listSubscriptions").answers(200).at("/items/0")).isEqualTo(made);
    String id = made.get("id").asText();
    as(bob, "removeSubscription").with("id", id).fails(404, ErrorCode.HOOK_NOT_FOUND);
    as(alice, "removeSubscription").with("id", id).answers(204);
  }

  private Map<String, Object> browser(String endpoint) {
    JsonNode keys =
        talk.api()
            .operation("addSubscription")
            .spec()
            .at("/requestBody/content/application~1json/example/keys");
    return Map.of("endpoint", endpoint, "keys", keys);
  }

  static Rest operator(String url) {
    return new Rest(url, OPERATOR);
  }

  private Rest operator() {
    return operator(url());
  }

  private Call hooks(String operation, String bot, String hook) {
    return as(alice, operation).with("id", bot).with("hook", hook);
  }

  private Call hook(String secret) {
    return with(new Rest(url(), null), "postThroughHook").with("secret", secret);
  }

  private Call as(Person person, String operation) {
    return talk.as(person, operation);
  }

  private String url() {
    return talk.cluster().url(0);
  }

  private Call with(Rest rest, String operation) {
    return talk.with(rest, operation);
  }
}
