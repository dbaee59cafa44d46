package dev.starling.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.account.Principal;
import dev.starling.account.limit.Action;
import dev.starling.account.limit.ActionLimits;
import dev.starling.account.limit.LimitsConfig;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.SessionId;
import dev.starling.wire.UserId;
import dev.starling.wire.conversation.MarkSeq;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is the same for every route, over HTTP and with calls that do next to nothing.
class ApiTest {

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final Vertx VERTX = Vertx.vertx();
  private static HttpServer server;

  @BeforeAll
  static void serve() {
    Router router = Router.router(VERTX);
    Bearers bearers = new Bearers(ApiTest::verify, ApiTest::bot);
    ActionLimits limits = new ActionLimits(LimitsConfig.DEFAULTS, () -> 0);
    RestRoutes.mount(router, new RestConfig(2_000), bearers, limits, streams -> {}, ApiTest::mount);
    server = VERTX.createHttpServer().requestHandler(router).listen(0, "127.0.0.1").await();
  }

  @AfterAll
  static void stop() {
    CLIENT.close();
    VERTX.close().await();
  }

  private static void mount(Api api) {
    api.get("/v1/ok", call -> Future.succeededFuture(Answer.ok(Map.of("a", 1))));
    api.get("/v1/nothing", call -> Future.succeededFuture(Answer.nothing(null)));
    api.get("/v1/who", call -> Future.succeededFuture(Answer.ok(call.user())));
    api.get("/v1/query", call -> Future.succeededFuture(Answer.ok(Map.of("q", call.query("q")))));
    api.get("/v1/number", call -> Future.succeededFuture(Answer.ok(Map.of("n", call.number("n")))));
    api.get("/v1/page", call -> Future.succeededFuture(Answer.ok(call.page())));
    api.get(
        "/v1/users/:id", call -> Future.succeededFuture(Answer.ok(call.path("id", UserId::parse))));
    api.post(
        "/v1/marks",
        Action.UNCOUNTED,
        call -> Future.succeededFuture(Answer.created(call.body(MarkSeq.class))));
    api.put(
        "/v1/bug",
        Action.UNCOUNTED,
        call -> Future.failedFuture(new IllegalStateException("secret")));
    api.put("/v1/counted", Action.STORY, call -> Future.succeededFuture(Answer.nothing(null)));
    api.patch("/v1/throws", Action.UNCOUNTED, ApiTest::throwing);
    api.delete(
        "/v1/later",
        Action.UNCOUNTED,
        call ->
            Future.failedFuture(
                new Failure.TryLater(ErrorCode.OVERLOADED, "full", Duration.ofMillis(1_500))));
  }

  @Test
  void whatIsCountedNeedsToKnowWhoAsksAndIsRefusedPastTheBurst() {
    assertRefused(send(request("/v1/counted").PUT(noBody())), 401, ErrorCode.UNAUTHENTICATED);
    HttpRequest.Builder counted = request("/v1/counted").header("Authorization", "Bearer good");
    for (int i = 0; i < LimitsConfig.DEFAULTS.story().burst(); i++) {
      assertThat(send(counted.PUT(noBody())).statusCode()).isEqualTo(204);
    }

    HttpResponse<String> refused = send(counted.PUT(noBody()));
    assertRefused(refused, 429, ErrorCode.TOO_MANY_REQUESTS);
    assertThat(refused.headers().firstValue("Retry-After")).contains("6");
    assertThat(error(refused).getLong("retryAfterMs")).isEqualTo(6_000);
  }

  @Test
  void anAnswerIsJsonWithItsStatus() {
    HttpResponse<String> answer = get("/v1/ok");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type"))
        .contains("application/json; charset=utf-8");
    assertThat(answer.body()).isEqualTo("{\"a\":1}");
    assertThat(get("/v1/nothing").statusCode()).isEqualTo(204);
    assertThat(get("/v1/nothing").body()).isEmpty();
  }

  @Test
  void aRequestKeepsTheNameItsClientGaveIt() {
    assertThat(requestId("my-own.Name_1")).isEqualTo("my-own.Name_1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "has space", "ä", "'; drop table"})
  void anIndecentNameIsReplaced(String name) {
    assertThat(UUID.fromString(requestId(name))).isNotNull();
    assertThat(UUID.fromString(requestId("x".repeat(65)))).isNotNull();
  }

  @Test
  void aRefusalHasANameToo() {
    assertThat(get("/v1/nowhere").headers().firstValue(RequestId.HEADER)).isPresent();
  }

  @Test
  void aBugIsAnsweredAndItsTextStaysHere() {
    HttpResponse<String> failed = send(request("/v1/bug").PUT(noBody()));
    HttpResponse<String> thrown = send(request("/v1/throws").method("PATCH", noBody()));

    for (HttpResponse<String> answer : List.of(failed, thrown)) {
      assertRefused(answer, 500, ErrorCode.INTERNAL);
      assertThat(answer.body()).doesNotContain("secret");
    }
  }

  @Test
  void whatMayBeTriedAgainSaysWhenTwice() {
    HttpResponse<String> answer = send(request("/v1/later").DELETE());

    assertRefused(answer, 503, ErrorCode.OVERLOADED);
    assertThat(answer.headers().firstValue("Retry-After")).contains("2");
    assertThat(error(answer).getLong("retryAfterMs")).isEqualTo(1_500);
  }

  @Test
  void aTokenSaysWhoAsks() {
    assertThat(get("/v1/who", "Authorization", "Bearer good").body()).isEqualTo("\"u1\"");
    assertThat(get("/v1/who", "Authorization", "bEARER   good ").body()).isEqualTo("\"u1\"");
    assertRefused(get("/v1/who"), 401, ErrorCode.UNAUTHENTICATED);
    assertRefused(get("/v1/who", "Authorization", "Basic Z29vZA=="), 401, ErrorCode.TOKEN_INVALID);
    assertRefused(get("/v1/who", "Authorization", "Bearer"), 401, ErrorCode.TOKEN_INVALID);
    assertRefused(get("/v1/who", "Authorization", "Bearer bad"), 401, ErrorCode.TOKEN_INVALID);
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/number?n=x,                    400, BAD_FIELD",
    "/v1/number?n=9223372036854775808,  400, BAD_FIELD",
    "/v1/number?n=,                     400, BAD_FIELD",
    "/v1/page?limit=0,                  400, BAD_LIMIT",
    "/v1/page?limit=1e3,                400, BAD_LIMIT",
    "/v1/users/x1,                      400, BAD_ID",
    "/v1/users/u%00,                    400, BAD_ID",
    "/v1/users/u1/more,                 404, UNKNOWN_ROUTE",
    "/v1/nowhere,                       404, UNKNOWN_ROUTE",
    "/elsewhere,                        404, UNKNOWN_ROUTE",
    "/v1/marks,                         405, METHOD_NOT_ALLOWED",
  })
  void aBadAddressHasItsCode(String path, int status, ErrorCode code) {
    assertRefused(get(path), status, code);
  }

  @Test
  void aParameterIsTakenAsItIsWritten() {
    assertThat(get("/v1/query?q=a%20b%2Bc%26d").body()).isEqualTo("{\"q\":\"a b+c&d\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/json                | 201 |",
        "application/json; charset=utf-8 | 201 |",
        "APPLICATION/JSON                | 201 |",
        "application/jsonp               | 415 | UNSUPPORTED_MEDIA_TYPE",
        "text/plain                      | 415 | UNSUPPORTED_MEDIA_TYPE",
        "multipart/form-data             | 415 | UNSUPPORTED_MEDIA_TYPE",
        "multipart/form-data; boundary=x | 415 | UNSUPPORTED_MEDIA_TYPE",
        "application/x-www-form-urlencoded | 415 | UNSUPPORTED_MEDIA_TYPE",
        "nonsense                        | 415 | UNSUPPORTED_MEDIA_TYPE",
      })
  void aBodyIsJson(String contentType, int status, ErrorCode code) {
    HttpResponse<String> answer =
        send(
            request("/v1/marks")
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofString("{\"conversation\":\"c1\",\"seq\":7}")));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    if (code != null) {
      assertRefused(answer, status, code);
    }
  }

  /// It was an internal error once, because Vert.x takes forms only from some methods.
  @ParameterizedTest
  @ValueSource(strings = {"GET", "OPTIONS", "DELETE", "POST"})
  void aFormIsRefusedWhateverTheMethod(String method) {
    HttpResponse<String> answer =
        send(
            request("/v1/ok")
                .header("Content-Type", "multipart/form-data")
                .method(method, HttpRequest.BodyPublishers.ofString("x")));

    assertRefused(answer, 415, ErrorCode.UNSUPPORTED_MEDIA_TYPE);
  }

  @Test
  void aRequestWithoutABodyMaySayAnyType() {
    assertThat(get("/v1/ok", "Content-Type", "multipart/form-data").statusCode()).isEqualTo(200);
  }

  @Test
  void aBodyIsThereAndNotTooLarge() {
    assertRefused(send(request("/v1/marks").POST(noBody())), 400, ErrorCode.BAD_JSON);
    assertRefused(
        send(request("/v1/marks").POST(HttpRequest.BodyPublishers.ofString("x".repeat(2_001)))),
        413,
        ErrorCode.BODY_TOO_LARGE);
  }

  private static Future<Answer> throwing(Call call) {
    throw new IllegalStateException("secret");
  }

  @Test
  void aBotIsWhoeverItsTokenSays() {
    assertThat(get("/v1/who", "Authorization", "Bearer bot_good").body()).isEqualTo("\"u3\"");
    assertThat(get("/v1/who", "Authorization", "bearer  bot_good ").body()).isEqualTo("\"u3\"");
    assertThat(get("/v1/who", "Authorization", "Bearer bot_bad").statusCode()).isEqualTo(401);
    assertThat(get("/v1/who", "Authorization", "bot_good").statusCode()).isEqualTo(401);
  }

  private static Principal verify(String token) {
    if (!token.equals("good")) {
      throw new Failure.Unauthenticated(ErrorCode.TOKEN_INVALID, "not a valid token");
    }
    return new Principal(new UserId(1), new SessionId(2));
  }

  private static Future<Principal> bot(String token) {
    return token.equals("bot_good")
        ? Future.succeededFuture(new Principal(new UserId(3), new SessionId(4)))
        : Future.failedFuture(
            new Failure.Unauthenticated(ErrorCode.TOKEN_INVALID, "not a valid token"));
  }

  private static String requestId(String theirs) {
    return get("/v1/ok", RequestId.HEADER, theirs)
        .headers()
        .firstValue(RequestId.HEADER)
        .orElseThrow();
  }

  private static void assertRefused(HttpResponse<String> answer, int status, ErrorCode code) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(error(answer).getString("name")).isEqualTo(code.name());
    assertThat(error(answer).getInteger("code")).isEqualTo(code.number());
  }

  private static JsonObject error(HttpResponse<String> answer) {
    return new JsonObject(answer.body()).getJsonObject("error");
  }

  private static HttpRequest.BodyPublisher noBody() {
    return HttpRequest.BodyPublishers.noBody();
  }

  private static HttpResponse<String> get(String path, String... header) {
    HttpRequest.Builder request = request(path).GET();
    return send(header.length == 0 ? request : request.headers(header));
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort() + path));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
