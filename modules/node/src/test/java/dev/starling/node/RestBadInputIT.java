package dev.starling.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.devservices.Services;
import dev.starling.wire.ErrorCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests that are none, at a real node.
class RestBadInputIT {

  private static final int MEMBERS_MAX = 1_000;

  private static TestCluster cluster;
  private static Person alice;
  private static Person bob;
  private static String chat;
  private static Bystanders bystanders;

  private final Rest rest = alice.rest();

  @BeforeAll
  static void start() {
    cluster =
        TestCluster.start(
            1,
            Services.shared(),
            Map.of("STARLING_MESSAGING_GROUP_MEMBERS_MAX", Integer.toString(MEMBERS_MAX)));
    alice = cluster.person("alice", 0);
    bob = cluster.person("bob", 0);
    chat = alice.directWith(bob);
    bystanders = new Bystanders(cluster.person("carol", 0), cluster.person("dave", 0));
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @AfterEach
  void theOthersFeelNothing() {
    bystanders.areUnharmed();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "/v1/accounts      | {'username':'x','password':'long secret'}                  |"
            + " BAD_FIELD",
        "/v1/accounts      | {'username':'a b c','password':'long secret'}              |"
            + " BAD_FIELD",
        "/v1/accounts      | {'username':'näme','password':'long secret'}               |"
            + " BAD_FIELD",
        "/v1/accounts      | {'username':'okay\\u0000','password':'long secret'}        |"
            + " BAD_FIELD",
        "/v1/accounts      | {'username':'okay','password':'short'}                     |"
            + " BAD_FIELD",
        "/v1/accounts      | {'username':'okay','password':12345678}                    |"
            + " BAD_FIELD",
        "/v1/accounts      | {'username':'okay','password':'long\\u0000secret'}         |"
            + " BAD_FIELD",
        "/v1/accounts      | {'username':'okay','password':'long secret','displayName':'\\u0000'} |"
            + " BAD_FIELD",
        "/v1/accounts      | {'username':'okay','password':'long secret','displayName':' '} |"
            + " TEXT_EMPTY",
        "/v1/accounts      | {'username':'okay'}                                        |"
            + " TEXT_EMPTY",
        "/v1/accounts      | {}                                                         |"
            + " TEXT_EMPTY",
        "/v1/accounts      | []                                                         | BAD_JSON",
        "/v1/sessions      | {'username':'x'}                                           |"
            + " TEXT_EMPTY",
        "/v1/sessions      | {'username':'a\\u0000','password':'long secret'}           |"
            + " BAD_FIELD",
        "/v1/sessions      | {'username':{},'password':'long secret'}                   |"
            + " BAD_FIELD",
        "/v1/sessions/refresh | {}                                                      |"
            + " TEXT_EMPTY",
        "/v1/sessions/refresh | {'refreshToken':7}                                      |"
            + " BAD_FIELD",
        "/v1/conversations | {'kind':'crowd','members':['u1']}                          |"
            + " BAD_FIELD",
        "/v1/conversations | {'kind':1,'members':['u1']}                                |"
            + " BAD_FIELD",
        "/v1/conversations | {'kind':'DIRECT','members':['u1']}                         |"
            + " BAD_FIELD",
        "/v1/conversations | {'kind':'direct'}                                          |"
            + " BAD_FIELD",
        "/v1/conversations | {'kind':'direct','members':'u1'}                           |"
            + " BAD_FIELD",
        "/v1/conversations | {'kind':'direct','members':[null]}                         |"
            + " BAD_FIELD",
        "/v1/conversations | {'kind':'direct','members':[]}                             |"
            + " BAD_FIELD",
        "/v1/conversations | {'kind':'direct','members':['u1','u2']}                    |"
            + " BAD_FIELD",
        "/v1/conversations | {'kind':'direct','members':[7]}                            |"
            + " BAD_FIELD",
        "/v1/conversations | {'kind':'direct','members':['c1']}                         | BAD_ID",
        "/v1/conversations | {'kind':'group','members':[]}                              |"
            + " TEXT_EMPTY",
        "/v1/conversations | {'kind':'group','members':[],'title':'\\u0000'}            |"
            + " BAD_FIELD",
        "/v1/stories       | {'text':''}                                                |"
            + " TEXT_EMPTY",
        "/v1/stories       | {'text':'a\\u0000'}                                        |"
            + " BAD_FIELD",
        "/v1/stories       | {'text':'a','clientId':'\\ud800'}                          |"
            + " BAD_FIELD",
      })
  void aBodyThatIsNone(String path, String body, ErrorCode code) {
    byte[] bytes = body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);

    assertRefused(rest.send("POST", path, bytes), 400, code);
  }

  @Test
  void aDirectConversationWithNobodyOrOneselfIsRefused() {
    assertRefused(open("direct", alice.id()), 400, ErrorCode.BAD_FIELD);
    assertRefused(open("direct", "u1"), 404, ErrorCode.USER_NOT_FOUND);
    assertRefused(
        rest.post("/v1/conversations", Map.of("kind", "group", "title", "g", "members", many())),
        400,
        ErrorCode.TOO_MANY_MEMBERS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "{", "{\"clientId\":", "\"text\"", "7", "<xml/>", "a=b&c=d"})
  void whatIsNoJson(String body) {
    for (String path : bodies()) {
      assertRefused(
          rest.send("POST", path, body.getBytes(StandardCharsets.UTF_8)), 400, ErrorCode.BAD_JSON);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"80", "c3", "c080", "eda080", "f4908080", "ff"})
  void bytesThatAreNoUtf8(String hex) {
    byte[] body = HexFormat.of().parseHex("7b2278223a22" + hex + "227d");

    for (String path : bodies()) {
      assertRefused(rest.send("POST", path, body), 400, ErrorCode.INVALID_UTF8);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/xml",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        "multipart/form-data; boundary=x",
        "application/jsonp",
        "json"
      })
  void aBodyOfAnotherType(String contentType) {
    for (String path : bodies()) {
      assertRefused(
          rest.send(
              "POST",
              path,
              "{\"a\":1}".getBytes(StandardCharsets.UTF_8),
              Map.of("Content-Type", contentType)),
          415,
          ErrorCode.UNSUPPORTED_MEDIA_TYPE);
    }
  }

  @Test
  void aBodyThatIsTooLarge() {
    byte[] body = new byte[64 * 1024 + 1];
    Arrays.fill(body, (byte) ' ');

    for (String path : bodies()) {
      assertRefused(rest.send("POST", path, body), 413, ErrorCode.BODY_TOO_LARGE);
    }
  }

  /// They were answered without a body once.
  @Test
  void aRequestLineOrHeadersThatAreTooLong() {
    assertRefused(rest.get("/v1/me?x=" + "x".repeat(5_000)), 414, ErrorCode.BODY_TOO_LARGE);
    assertRefused(
        rest.send("GET", "/v1/me", null, Map.of("X-Long", "x".repeat(20_000))),
        431,
        ErrorCode.BODY_TOO_LARGE);
  }

  @ParameterizedTest
  @CsvSource({
    "GET,    /v1/nowhere,            404, UNKNOWN_ROUTE",
    "POST,   /v1/me/and/more,        404, UNKNOWN_ROUTE",
    "GET,    /v2/me,                 404, UNKNOWN_ROUTE",
    "DELETE, /v1/me/privacy,         405, METHOD_NOT_ALLOWED",
    "DELETE, /v1/me,                 400, BAD_JSON",
    "PUT,    /v1/accounts,           405, METHOD_NOT_ALLOWED",
    "POST,   /v1/blocks/u%e4,        405, METHOD_NOT_ALLOWED",
    "GET,    /v1/users/u%e4,         400, BAD_ID",
    "POST,   /v1/blocks/u1,          405, METHOD_NOT_ALLOWED",
    "GET,    /v1/users/u1,           404, USER_NOT_FOUND",
    "GET,    /v1/users/c1,           400, BAD_ID",
    "GET,    /v1/users/%00,          400, BAD_ID",
    "GET,    /v1/users,              400, TEXT_EMPTY",
    "GET,    /v1/users?q=%00,        400, BAD_FIELD",
    "PUT,    /v1/contacts/u1,        404, USER_NOT_FOUND",
    "PUT,    /v1/contacts/me,        400, BAD_ID",
    "PUT,    /v1/blocks/u1,          404, USER_NOT_FOUND",
    "DELETE, /v1/sessions/s1,        404, SESSION_NOT_FOUND",
    "DELETE, /v1/sessions/u1,        400, BAD_ID",
    "GET,    /v1/stories/t1,         404, STORY_NOT_FOUND",
    "GET,    /v1/stories/t1/views,   404, STORY_NOT_FOUND",
    "DELETE, /v1/stories/t1,         404, STORY_NOT_FOUND",
    "GET,    /v1/stories/1,          400, BAD_ID",
    "GET,    /v1/stories/feed?state=%00, 400, BAD_FIELD",
    "GET,    /v1/search/messages,    400, BAD_QUERY",
    "GET,    /v1/search/messages?q=, 400, BAD_QUERY",
    "GET,    /v1/search/messages?q=%20%21, 400, BAD_QUERY",
    "GET,    /v1/search/messages?q=a%00b,  400, BAD_QUERY",
    "GET,    /v1/search/messages?q=a&conversation=x, 400, BAD_ID",
    "GET,    /v1/search/messages?q=a&conversation=c1, 404, CONVERSATION_NOT_FOUND",
    "GET,    /v1/search/people?q=,   400, BAD_QUERY",
    "GET,    /v1/search/stories?q=,  400, BAD_QUERY",
  })
  void anAddressThatIsNone(String method, String path, int status, ErrorCode code) {
    assertRefused(rest.send(method, path, null), status, code);
  }

  /// They were internal errors once.
  @ParameterizedTest
  @CsvSource({
    "/v1/users?q=%,                      400, BAD_FIELD",
    "/v1/search/messages?q=a%zz,         400, BAD_FIELD",
    "/v1/sessions?limit=%2,              400, BAD_FIELD",
    "/v1/stories/feed?x=%,               400, BAD_FIELD",
    "/v1/users/%,                        400, BAD_FIELD",
    "/v1/users/%zz,                      400, BAD_FIELD",
    "/eventbus/websocket?ticket=%,       401, TICKET_INVALID",
  })
  void anAddressThatIsNotPercentEncoded(String path, int status, ErrorCode code)
      throws IOException {
    try (RawHttp http = new RawHttp(cluster.port(0))) {
      String token = path.startsWith("/v1") ? "Bearer " + alice.token() : "none";
      RawHttp.Answer answer = http.ask("GET " + path, Map.of("Authorization", token), new byte[0]);

      assertThat(answer.status()).as(answer.body()).isEqualTo(status);
      assertThat(answer.body()).contains("\"" + code + "\"");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"u1", "u%e4", "%63%31%77%6e%25%65%34", "u%25e4", "%25", "%00"})
  void anAddressThatIsNoneIsAnsweredWhenItComesWithABody(String id) {
    byte[] body = "{}".getBytes(StandardCharsets.UTF_8);

    assertThat(rest.send("POST", "/v1/blocks/" + id, body).errorName())
        .isEqualTo("METHOD_NOT_ALLOWED");
    assertThat(rest.send("PUT", "/v1/blocks/" + id, body).status()).isIn(400, 404);
  }

  @Test
  void aQueryMayBeTooLong() {
    String q = "x".repeat(257);

    assertRefused(rest.get("/v1/search/messages?q=" + q), 400, ErrorCode.BAD_QUERY);
    assertRefused(rest.get("/v1/search/people?q=" + q), 400, ErrorCode.BAD_QUERY);
    assertRefused(rest.get("/v1/search/stories?q=" + q), 400, ErrorCode.BAD_QUERY);
    assertRefused(rest.get("/v1/users?q=" + q), 400, ErrorCode.TEXT_TOO_LONG);
  }

  @ParameterizedTest
  @CsvSource({
    "after=-1, BAD_FIELD",
    "before=-1, BAD_FIELD",
    "after=x, BAD_FIELD",
    "before=9223372036854775808, BAD_FIELD",
    "after=1&before=2, BAD_FIELD",
  })
  void aPlaceInTheHistoryThatIsNone(String query, ErrorCode code) {
    assertRefused(rest.get("/v1/conversations/" + chat + "/events?" + query), 400, code);
  }

  static Stream<String> privateRoutes() {
    return Stream.of(
        "GET /v1/me",
        "PATCH /v1/me",
        "GET /v1/sessions",
        "DELETE /v1/sessions/current",
        "DELETE /v1/sessions/s1",
        "POST /v1/socket-tickets",
        "GET /v1/users?q=a",
        "GET /v1/users/u1",
        "GET /v1/contacts",
        "PUT /v1/contacts/u1",
        "DELETE /v1/contacts/u1",
        "GET /v1/blocks",
        "PUT /v1/blocks/u1",
        "DELETE /v1/blocks/u1",
        "POST /v1/conversations",
        "GET /v1/conversations",
        "GET /v1/conversations/c1",
        "GET /v1/conversations/c1/events",
        "POST /v1/conversations/c1/messages",
        "PUT /v1/conversations/c1/read",
        "PUT /v1/conversations/c1/delivered",
        "POST /v1/stories",
        "GET /v1/stories/feed",
        "GET /v1/stories/t1",
        "DELETE /v1/stories/t1",
        "POST /v1/stories/t1/views",
        "GET /v1/stories/t1/views",
        "GET /v1/search/messages?q=a",
        "GET /v1/search/people?q=a",
        "GET /v1/search/stories?q=a");
  }

  @ParameterizedTest
  @MethodSource("privateRoutes")
  void nobodyGetsNothing(String route) {
    String method = route.substring(0, route.indexOf(' '));
    String path = route.substring(route.indexOf(' ') + 1);
    byte[] body = method.startsWith("P") ? "{}".getBytes(StandardCharsets.UTF_8) : null;

    assertRefused(cluster.stranger(0).send(method, path, body), 401, ErrorCode.UNAUTHENTICATED);
    assertRefused(
        new Rest(cluster.url(0), "x.y.z").send(method, path, body), 401, ErrorCode.TOKEN_INVALID);
  }

  private Rest.Answer open(String kind, String member) {
    return rest.post("/v1/conversations", Map.of("kind", kind, "members", List.of(member)));
  }

  private static List<String> many() {
    List<String> ids = new ArrayList<>(List.of(bob.id()));
    for (int i = 2; i < MEMBERS_MAX + 2; i++) {
      ids.add("u" + Integer.toString(i, 36));
    }
    return ids;
  }

  private static List<String> bodies() {
    return List.of(
        "/v1/accounts",
        "/v1/sessions",
        "/v1/sessions/refresh",
        "/v1/conversations",
        "/v1/conversations/" + chat + "/messages",
        "/v1/stories");
  }

  private static void assertRefused(Rest.Answer answer, int status, ErrorCode code) {
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(status);
    assertThat(answer.errorName()).as("%s", answer.body()).isEqualTo(code.name());
    assertThat(answer.errorCode()).isEqualTo(code.number());
  }
}
