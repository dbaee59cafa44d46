package dev.starling.node.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.starling.devservices.Services;
import dev.starling.node.Person;
import dev.starling.node.Rest;
import dev.starling.node.TestCluster;
import dev.starling.node.contract.OpenApi.Operation;
import dev.starling.wire.ErrorCode;
import io.vertx.ext.web.Route;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Holds a node to openapi.yaml, and openapi.yaml to a node.
class RestContractIT {

  private static final int MEMBERS_MAX = 1_000;
  private static final int STORIES_MAX = 3;
  private static final int PASSWORDS_MAX = 2;

  /// Every answer of the document is seen here but these, which need something to be away or broken
  /// ([PartsAwayContractIT] sees 503), or a store elsewhere, or two at once, and the one of a limit
  /// ([#tooManyAccountsAreRefused]).
  private static final Set<String> ELSEWHERE = Set.of("302", "423", "500", "503");

  private static TestCluster cluster;

  private final RestTalk talk = RestTalk.on(cluster);
  private final OpenApi api = talk.api();
  private final Driven driven = talk.driven();
  private final Person alice = talk.alice();
  private final Person bob = talk.bob();
  private final Person carol = talk.carol();

  @BeforeAll
  static void start() {
    cluster = TestCluster.start(1, Services.shared(), settings());
  }

  private static Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>(HooksContract.SETTINGS);
    settings.put("STARLING_MESSAGING_GROUP_MEMBERS_MAX", Integer.toString(MEMBERS_MAX));
    settings.put("STARLING_STORY_ACTIVE_MAX", Integer.toString(STORIES_MAX));
    settings.put(
        "STARLING_ATTEMPTS_FAILURES_PER_ACCOUNT_ATTEMPTS_MAX", Integer.toString(PASSWORDS_MAX));
    settings.put("STARLING_MEDIA_UPLOADS_MAX", Integer.toString(MediaContract.UPLOADS_MAX));
    settings.put("STARLING_MEDIA_PICTURE_BYTES_MAX", "5000");
    return settings;
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void everyOperationAnswersAsTheDocumentSays() {
    accounts();
    sessions();
    people();
    contacts();
    presence();
    conversations();
    messages();
    MessageContract.drive(talk);
    ThreadContract.drive(talk);
    GroupContract.drive(talk);
    history();
    watermarks();
    stories();
    views();
    search();
    hooks().drive();
    new MediaContract(this::as, this::nobody, alice, bob).drive();
    operating();
    everybodyHasToSignIn();
    badPagesAreRefused();
    badIdsAreRefused();
    badBodiesAreRefused();
    tooManyAccountsAreRefused();

    assertThat(driven.missing(api.operations(), ELSEWHERE))
        .isSubsetOf(MediaContract.NOT_YET_REACHABLE);
  }

  @Test
  void everyRouteIsInTheDocumentAndTheOtherWayRound() {
    Set<String> documented =
        api.operations().stream()
            .map(one -> one.method().toUpperCase(Locale.ROOT) + " " + one.path())
            .collect(Collectors.toCollection(TreeSet::new));

    // A route that ends in a star is no operation: it prepares others, or is the socket's.
    Set<String> served =
        cluster.routes(0).stream()
            .filter(Route::isExactPath)
            .filter(route -> !route.getPath().startsWith("/eventbus"))
            .flatMap(RestContractIT::operations)
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(served).containsAll(documented);
    served.removeAll(documented);
    assertThat(served).allSatisfy(RestContractIT::isOfTheWebClient);
  }

  /// A page or a file for browsers, which no program asks for: nothing else has such a policy.
  private static void isOfTheWebClient(String route) {
    assertThat(route).matches("(GET|HEAD) /.*").doesNotContain(" /v1/");
    String path = route.substring(route.indexOf(' ') + 1).replaceAll("\\{\\w+}", "x");
    assertThat(new Rest(cluster.url(0), null).get(path).raw().headers().map())
        .as(route)
        .containsKey("content-security-policy");
  }

  @Test
  void noRouteBelowV1TakesWhatTheDocumentDoesNotHave() {
    Rest rest = alice.rest();

    assertThat(rest.get("/v1/nothing").errorName()).isEqualTo("UNKNOWN_ROUTE");
    assertThat(rest.send("PATCH", "/v1/sessions", null).errorName())
        .isEqualTo("METHOD_NOT_ALLOWED");
    assertThat(rest.send("PATCH", "/v1/sessions", null).status()).isEqualTo(405);
  }

  private static Stream<String> operations(Route route) {
    assertThat(route.methods()).as(route.getPath()).isNotEmpty();
    String path = route.getPath().replaceAll(":(\\w+)", "{$1}");
    return route.methods().stream().map(method -> method.name() + " " + path);
  }

  private void accounts() {
    String name = "dora" + alice.id();
    Map<String, String> registration =
        Map.of("username", name, "password", "a long secret", "displayName", "Dora");
    nobody("register").body(registration).answers(201);
    nobody("register").body(registration).fails(409, ErrorCode.USERNAME_TAKEN);
    nobody("register").body(Map.of("username", "x")).isRefused(400, ErrorCode.BAD_FIELD);
    nobody("register")
        .body(Map.of("username", name + "2", "password", "short"))
        .fails(400, ErrorCode.BAD_FIELD);

    Map<String, String> wrong = Map.of("username", name, "password", "another secret");
    nobody("signIn").body(Map.of("username", name, "password", "a long secret")).answers(201);
    for (int i = 0; i < PASSWORDS_MAX; i++) {
      nobody("signIn").body(wrong).fails(401, ErrorCode.BAD_CREDENTIALS);
    }
    nobody("signIn").body(wrong).fails(429, ErrorCode.TOO_MANY_REQUESTS);
  }

  private void sessions() {
    Person again = alice.onAnotherDevice(cluster.url(0));
    JsonNode refreshed =
        nobody("refresh").body(Map.of("refreshToken", again.refreshToken())).answers(200);
    assertThat(refreshed.at("/user/id").asText()).isEqualTo(alice.id());
    nobody("refresh")
        .body(Map.of("refreshToken", again.refreshToken()))
        .fails(401, ErrorCode.REFRESH_TOKEN_REUSED);
    nobody("refresh")
        .body(Map.of("refreshToken", refreshed.get("refreshToken").asText()))
        .fails(401, ErrorCode.SESSION_REVOKED);
    nobody("refresh").body(Map.of("refreshToken", "x")).fails(401, ErrorCode.TOKEN_INVALID);

    Person other = alice.onAnotherDevice(cluster.url(0));
    JsonNode page = as(alice, "listSessions").with("limit", 1).answers(200);
    assertThat(page.at("/items/0/id").asText()).isEqualTo(other.session());
    as(alice, "listSessions").with("cursor", page.get("next").asText()).answers(200);
    as(alice, "endSession").with("id", other.session()).answers(204);
    as(alice, "endSession").with("id", bob.session()).fails(404, ErrorCode.SESSION_NOT_FOUND);
    as(other, "showMe").fails(401, ErrorCode.SESSION_REVOKED);
    as(alice.onAnotherDevice(cluster.url(0)), "signOut").answers(204);
    as(alice, "makeSocketTicket").answers(201);
  }

  private void people() {
    JsonNode me = as(alice, "showMe").answers(200);
    assertThat(as(alice, "changeMe").body(Map.of("displayName", "Alice A.")).answers(200))
        .isNotEqualTo(me);
    as(alice, "changeMe").body(Map.of()).answers(200);
    // Unknown fields are ignored, so that a newer client may send them.
    assertThat(as(alice, "changeMe").body(Map.of("mood", "fine")).send(200).body().has("mood"))
        .isFalse();
    as(alice, "changeMe")
        .body(Map.of("displayName", "x".repeat(65)))
        .isRefused(400, ErrorCode.TEXT_TOO_LONG);
    as(alice, "showUser").with("id", bob.id()).answers(200);
    as(alice, "showUser").with("id", "u1").fails(404, ErrorCode.USER_NOT_FOUND);
    JsonNode found = as(alice, "findUsers").with("q", bob.username()).answers(200);
    assertThat(found.at("/items/0/id").asText()).isEqualTo(bob.id());
    as(alice, "findUsers").isRefused(400, ErrorCode.TEXT_EMPTY);
    found = as(alice, "searchPeople").with("q", bob.username()).answers(200);
    assertThat(found.at("/items/0/highlight").asText()).startsWith("<em>");
    as(alice, "searchPeople").isRefused(400, ErrorCode.BAD_QUERY);
  }

  private void contacts() {
    for (String list : List.of("Contact", "Block")) {
      String add = list.equals("Contact") ? "addContact" : "block";
      String remove = list.equals("Contact") ? "removeContact" : "unblock";
      as(alice, add).with("id", carol.id()).answers(204);
      as(alice, add).with("id", "u1").fails(404, ErrorCode.USER_NOT_FOUND);
      as(alice, add).with("id", alice.id()).isRefusedByRule(400, ErrorCode.BAD_FIELD);
      JsonNode page = as(alice, "list" + list + "s").answers(200);
      assertThat(page.at("/items/0/id").asText()).isEqualTo(carol.id());
      as(alice, remove).with("id", carol.id()).answers(204);
    }
  }

  private void presence() {
    JsonNode items =
        as(alice, "showPresence")
            .with("users", String.join(",", bob.id(), "u1", bob.id()))
            .answers(200)
            .get("items");
    assertThat(items.findValuesAsText("user")).containsExactly(bob.id(), "u1");
    assertThat(items.findValuesAsText("state")).containsExactly("offline", "hidden");
    as(alice, "showPresence").isRefused(400, ErrorCode.BAD_FIELD);
    as(alice, "showPresence").with("users", bob.id() + ",").fails(400, ErrorCode.BAD_ID);
    as(alice, "showPresence")
        .with("users", String.join(",", ids(201)))
        .fails(400, ErrorCode.TOO_MANY_WATCHED);

    assertThat(as(alice, "showPrivacy").answers(200).get("lastSeen").asText())
        .isEqualTo("everyone");
    for (Map<String, String> change :
        List.of(Map.of("lastSeen", "nobody"), Map.<String, String>of())) {
      as(alice, "changePrivacy").body(change).answers(200);
      assertThat(as(alice, "showPrivacy").answers(200).get("lastSeen").asText())
          .isEqualTo("nobody");
    }
    as(alice, "changePrivacy")
        .body(Map.of("lastSeen", "friends"))
        .isRefused(400, ErrorCode.BAD_FIELD);
    as(alice, "changePrivacy").body(Map.of("lastSeen", "everyone")).answers(200);
  }

  private void conversations() {
    Map<String, Object> direct = Map.of("kind", "direct", "members", List.of(bob.id()));
    JsonNode opened = as(alice, "openConversation").body(direct).answers(201);
    assertThat(as(alice, "openConversation").body(direct).answers(200).get("id"))
        .isEqualTo(opened.get("id"));
    as(alice, "openConversation")
        .body(Map.of("kind", "group", "title", "Climbing", "members", List.of(bob.id())))
        .answers(201);
    as(alice, "openConversation")
        .body(Map.of("kind", "direct", "members", List.of("u1")))
        .fails(404, ErrorCode.USER_NOT_FOUND);
    as(alice, "openConversation")
        .body(Map.of("kind", "channel", "members", List.of(bob.id())))
        .isRefused(400, ErrorCode.BAD_FIELD);
    as(alice, "openConversation")
        .body(Map.of("kind", "group", "members", List.of(bob.id())))
        .isRefused(400, ErrorCode.TEXT_EMPTY);
    as(alice, "openConversation")
        .body(Map.of("kind", "group", "title", "x", "members", ids(MEMBERS_MAX)))
        .fails(400, ErrorCode.TOO_MANY_MEMBERS);

    bob.say(opened.get("id").asText(), "m1", "hello");
    JsonNode page = as(alice, "listConversations").with("limit", 1).answers(200);
    JsonNode newest = page.at("/items/0");
    assertThat(newest.get("id")).isEqualTo(opened.get("id"));
    assertThat(newest.at("/lastMessage/text").asText()).isEqualTo("hello");
    assertThat(newest.get("headSeq").asLong()).isEqualTo(1);
    assertThat(newest.get("readSeq").asLong()).isZero();
    assertThat(newest.get("unread").asLong()).isEqualTo(1);
    assertThat(newest.get("members")).hasSize(2);
    page = as(alice, "listConversations").with("cursor", page.get("next").asText()).answers(200);
    assertThat(page.at("/items/0/title").asText()).isEqualTo("Climbing");
    as(alice, "showConversation").with("id", opened.get("id").asText()).answers(200);
    membersOnly("showConversation", Map.of());
    JsonNode member =
        as(alice, "listMembers")
            .with("id", opened.get("id").asText())
            .with("limit", 1)
            .answers(200)
            .get("items");
    assertThat(member.findValuesAsText("username")).containsExactly(alice.username());
    membersOnly("listMembers", Map.of());
  }

  private void messages() {
    String chat = alice.directWith(bob);
    JsonNode first =
        as(alice, "sendMessage").with("id", chat).body(message("n1", "hi")).answers(201);
    assertThat(as(alice, "sendMessage").with("id", chat).body(message("n1", "hi")).answers(200))
        .isEqualTo(first);
    as(alice, "sendMessage")
        .with("id", chat)
        .body(message("n1", "other"))
        .fails(409, ErrorCode.CLIENT_ID_REUSED);
    // Characters of any script, as many as the document says.
    as(alice, "sendMessage").with("id", chat).body(message("語".repeat(64), "hi")).answers(201);
    as(alice, "sendMessage")
        .with("id", chat)
        .body(message("語".repeat(65), "hi"))
        .isRefused(400, ErrorCode.TEXT_TOO_LONG);
    as(alice, "sendMessage").with("id", chat).body(message("n2", "x".repeat(8_192))).answers(201);
    as(alice, "sendMessage")
        .with("id", chat)
        .body(message("n3", "x".repeat(8_193)))
        .isRefused(400, ErrorCode.TEXT_TOO_LONG);
    as(alice, "sendMessage")
        .with("id", chat)
        .body(message("n3", "語".repeat(4_000)))
        .isRefusedByRule(400, ErrorCode.TEXT_TOO_LONG);
    as(alice, "sendMessage")
        .with("id", chat)
        .body(Map.of("clientId", "n4"))
        .isRefused(400, ErrorCode.TEXT_EMPTY);
    membersOnly("sendMessage", message("n5", "hi"));
  }

  private void history() {
    String group = alice.group("Walking", bob);
    for (int i = 2; i <= 5; i++) {
      alice.say(group, "h" + i, "text " + i);
    }
    historyByDefault();
    JsonNode forwards =
        as(bob, "readEvents").with("id", group).with("after", 0).with("limit", 2).answers(200);
    assertThat(forwards.at("/items").findValuesAsText("seq")).containsExactly("1", "2");
    assertThat(forwards.at("/items").findValuesAsText("type"))
        .containsExactly("created", "message");
    JsonNode on =
        as(bob, "readEvents")
            .with("id", group)
            .with("cursor", forwards.get("next").asText())
            .answers(200);
    assertThat(on.at("/items").findValuesAsText("seq")).containsExactly("3", "4", "5");
    assertThat(on.get("next").isNull()).isTrue();
    JsonNode backwards = as(bob, "readEvents").with("id", group).with("before", 4).answers(200);
    assertThat(backwards.at("/items").findValuesAsText("seq")).containsExactly("3", "2", "1");
    JsonNode newest = as(bob, "readEvents").with("id", group).with("limit", 1).answers(200);
    assertThat(newest.at("/items").findValuesAsText("seq")).containsExactly("5");
    as(bob, "readEvents").with("id", group).with("after", "x").isRefused(400, ErrorCode.BAD_FIELD);
    as(bob, "readEvents").with("id", group).with("before", -1).isRefused(400, ErrorCode.BAD_FIELD);
    as(bob, "readEvents")
        .with("id", group)
        .with("after", 1)
        .with("before", 3)
        .isRefusedByRule(400, ErrorCode.BAD_FIELD);
    membersOnly("readEvents", Map.of());
  }

  private void historyByDefault() {
    String group = alice.group("Talking", bob);
    for (int i = 2; i <= 52; i++) {
      alice.say(group, "d" + i, "text " + i);
    }
    JsonNode page = as(bob, "readEvents").with("id", group).with("after", 0).answers(200);
    assertThat(page.get("items")).hasSize(50);
    page = as(bob, "readEvents").with("id", group).with("limit", 200).answers(200);
    assertThat(page.get("items")).hasSize(52);
  }

  private void watermarks() {
    String chat = alice.directWith(carol);
    alice.say(chat, "w1", "one");
    for (String operation : List.of("markDelivered", "markRead")) {
      JsonNode at = as(carol, operation).with("id", chat).body(Map.of("seq", 1)).answers(200);
      assertThat(at.get("deliveredSeq").asLong()).isEqualTo(1);
      as(carol, operation).with("id", chat).body(Map.of()).isRefused(400, ErrorCode.BAD_FIELD);
      as(carol, operation)
          .with("id", chat)
          .body(Map.of("seq", -1))
          .isRefused(400, ErrorCode.BAD_FIELD);
      membersOnly(operation, Map.of("seq", 1));
    }
  }

  private void stories() {
    Map<String, Object> story = Map.of("text", "On the summit!", "clientId", "s1");
    alice.rest().put("/v1/contacts/" + bob.id(), null);
    JsonNode posted = as(alice, "postStory").body(story).answers(201);
    assertThat(as(alice, "postStory").body(story).answers(200)).isEqualTo(posted);
    as(alice, "postStory")
        .body(Map.of("text", "other", "clientId", "s1"))
        .fails(409, ErrorCode.CLIENT_ID_REUSED);
    as(alice, "postStory")
        .body(Map.of("text", "語".repeat(701)))
        .isRefused(400, ErrorCode.TEXT_TOO_LONG);
    as(alice, "postStory").body(Map.of("text", "語".repeat(700))).answers(201);

    String id = posted.get("id").asText();
    JsonNode feed = as(bob, "storyFeed").answers(200);
    assertThat(feed.at("/items/0/stories/0/id").asText()).isEqualTo(id);
    assertThat(feed.at("/items/0/unseen").asLong()).isEqualTo(2);
    JsonNode same = as(bob, "storyFeed").with("state", feed.get("state").asText()).answers(200);
    assertThat(same.get("notModified").asBoolean()).isTrue();
    assertThat(same.get("items")).isEmpty();
    assertThat(as(bob, "showStory").with("id", id).answers(200)).isEqualTo(posted);
    as(carol, "showStory").with("id", id).fails(404, ErrorCode.STORY_NOT_FOUND);
    as(bob, "deleteStory").with("id", id).fails(404, ErrorCode.STORY_NOT_FOUND);
    as(alice, "deleteStory").with("id", id).answers(204);
    as(alice, "postStory").body(story).fails(404, ErrorCode.STORY_NOT_FOUND);
    for (int i = 1; i < STORIES_MAX; i++) {
      as(alice, "postStory").body(Map.of("text", "story " + i)).answers(201);
    }
    as(alice, "postStory")
        .body(Map.of("text", "one too many"))
        .fails(429, ErrorCode.TOO_MANY_REQUESTS);
  }

  private void views() {
    carol.rest().put("/v1/contacts/" + bob.id(), null);
    carol.rest().put("/v1/contacts/" + alice.id(), null);
    String id = as(carol, "postStory").body(Map.of("text", "a")).answers(201).get("id").asText();
    as(bob, "viewStory").with("id", id).answers(204);
    as(alice, "viewStory").with("id", id).answers(204);
    as(bob, "viewStory").with("id", "t1").fails(404, ErrorCode.STORY_NOT_FOUND);
    JsonNode page = as(carol, "listViews").with("id", id).with("limit", 1).answers(200);
    assertThat(page.get("count").asLong()).isEqualTo(2);
    page =
        as(carol, "listViews")
            .with("id", id)
            .with("cursor", page.get("next").asText())
            .answers(200);
    assertThat(page.at("/items/0/user/id").asText()).isEqualTo(bob.id());
    as(bob, "listViews").with("id", id).fails(404, ErrorCode.STORY_NOT_FOUND);
  }

  private void search() {
    String chat = alice.directWith(bob);
    alice.say(chat, "q1", "the walrus <b>sings</b>");
    alice.say(chat, "q2", "the walrus dances");
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(as(bob, "searchMessages").with("q", "walrus").answers(200).get("items"))
                    .hasSize(2));
    JsonNode page = as(bob, "searchMessages").with("q", "walrus").with("limit", 1).answers(200);
    page =
        as(bob, "searchMessages")
            .with("q", "walrus")
            .with("conversation", chat)
            .with("cursor", page.get("next").asText())
            .answers(200);
    assertThat(page.at("/items/0/highlight").asText())
        .isEqualTo("the <em>walrus</em> &lt;b&gt;sings&lt;/b&gt;");
    assertThat(page.at("/items/0/conversation").asText()).isEqualTo(chat);
    as(bob, "searchMessages").isRefused(400, ErrorCode.BAD_QUERY);
    as(bob, "searchMessages")
        .with("q", "walrus")
        .with("conversation", "c1")
        .fails(404, ErrorCode.CONVERSATION_NOT_FOUND);
    as(carol, "searchMessages")
        .with("q", "walrus")
        .with("conversation", chat)
        .fails(403, ErrorCode.NOT_A_MEMBER);
  }

  private void operating() {
    nobody("live").answers(200);
    nobody("ready").answers(200);
    nobody("metrics").answers(200);
    for (String document : List.of("openapi", "asyncapi")) {
      Rest.Answer answer = nobody(document).send(200);
      String tag = answer.raw().headers().firstValue("ETag").orElseThrow();
      nobody(document).header("If-None-Match", tag).answers(304);
      nobody(document).header("If-None-Match", "\"another\"").answers(200);
    }
  }

  private void everybodyHasToSignIn() {
    List<Operation> closed = api.operations().stream().filter(Operation::needsSignIn).toList();
    for (Operation operation : closed) {
      example(operation, null).fails(401, ErrorCode.UNAUTHENTICATED);
      example(operation, "x").fails(401, ErrorCode.TOKEN_INVALID);
    }
    assertThat(closed).hasSizeGreaterThan(20);
  }

  private void badPagesAreRefused() {
    List<Operation> lists = api.operations().stream().filter(one -> one.takes("limit")).toList();
    String chat = alice.directWith(bob);
    for (Operation list : lists) {
      assertThat(list.takes("cursor")).as(list.id()).isTrue();
      for (String limit : List.of("0", "201", "-1", "x", "99999999999")) {
        page(list, chat).with("limit", limit).isRefused(400, ErrorCode.BAD_LIMIT);
      }
      for (String cursor : List.of("not one", "AAAA")) {
        page(list, chat).with("cursor", cursor).fails(400, ErrorCode.BAD_CURSOR);
      }
      page(list, chat).with("cursor", "").isRefused(400, ErrorCode.BAD_CURSOR);
      page(list, chat).with("cursor", "A".repeat(1_025)).isRefused(400, ErrorCode.BAD_CURSOR);
    }
    assertThat(lists).hasSizeGreaterThan(8);
  }

  private void badIdsAreRefused() {
    List<Operation> named =
        api.operations().stream().filter(one -> one.path().contains("{id}")).toList();
    for (Operation operation : named) {
      example(operation, alice.token()).with("id", "x1").fails(400, ErrorCode.BAD_ID);
      example(operation, alice.token())
          .with("id", "c" + "z".repeat(14))
          .isRefused(400, ErrorCode.BAD_ID);
    }
    assertThat(named).hasSizeGreaterThan(10);
  }

  private void badBodiesAreRefused() {
    List<Operation> writing = api.operations().stream().filter(Operation::hasBody).toList();
    for (Operation operation : writing) {
      example(operation, alice.token()).raw("{").isRefused(400, ErrorCode.BAD_JSON);
      example(operation, alice.token()).raw("").isRefused(400, ErrorCode.BAD_JSON);
      example(operation, alice.token()).raw("[]").isRefused(400, ErrorCode.BAD_JSON);
      example(operation, alice.token())
          .raw("{\"x\":\"" + "x".repeat(64 * 1024) + "\"}")
          .isRefused(413, ErrorCode.BODY_TOO_LARGE);
      example(operation, alice.token())
          .header("Content-Type", "text/plain")
          .isRefusedByRule(415, ErrorCode.UNSUPPORTED_MEDIA_TYPE);
    }
    assertThat(writing).hasSizeGreaterThan(8);
  }

  private void tooManyAccountsAreRefused() {
    try (TestCluster strict =
        TestCluster.start(
            1,
            Services.shared(),
            Map.of("STARLING_ATTEMPTS_REGISTRATIONS_PER_ADDRESS_ATTEMPTS_MAX", "1"))) {
      Person erin = strict.person("erin", 0);
      Rest rest = new Rest(strict.url(0), null);
      new Call(api, api.operation("register"), rest, driven)
          .body(Map.of("username", "fred", "password", "a long secret"))
          .fails(429, ErrorCode.TOO_MANY_REQUESTS);
      hooks().driveWhereThereIsNoPush(erin);
    }
  }

  /// A list as somebody asks for it who may.
  private Call page(Operation list, String chat) {
    Call call = as(alice, list.id());
    if (list.takes("q")) {
      call.with("q", "x");
    }
    if (list.takes("id")) {
      call.with("id", list.id().equals("listViews") ? "t1" : chat);
    }
    if (list.takes("seq")) {
      call.with("seq", 1);
    }
    return call;
  }

  private HooksContract hooks() {
    return new HooksContract(api, driven, cluster.url(0), alice, bob, carol);
  }

  private Call example(Operation operation, String token) {
    return talk.example(operation, token);
  }

  private void membersOnly(String operation, Map<String, Object> body) {
    talk.membersOnly(operation, body);
  }

  private static Map<String, Object> message(String clientId, String text) {
    return Map.of("clientId", clientId, "text", text);
  }

  private static List<String> ids(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> "u" + Integer.toString(i, 36)).toList();
  }

  private Call as(Person person, String operation) {
    return talk.as(person, operation);
  }

  private Call nobody(String operation) {
    return talk.nobody(operation);
  }
}
