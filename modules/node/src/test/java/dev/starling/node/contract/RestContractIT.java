package dev.starling.node.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.devservices.Services;
import dev.starling.node.Person;
import dev.starling.node.Rest;
import dev.starling.node.TestCluster;
import dev.starling.node.contract.OpenApi.Operation;
import dev.starling.wire.ErrorCode;
import io.vertx.ext.web.Route;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Holds a node to openapi.yaml, and openapi.yaml to a node.
class RestContractIT {

  /// Every answer of the document is seen here but these, which need something to be away or broken
  /// ([PartsAwayContractIT] sees 503), and the one of a limit ([#tooManyAccountsAreRefused]).
  private static final Set<String> ELSEWHERE = Set.of("500", "503");

  private static TestCluster cluster;

  private final RestTalk talk = RestTalk.on(cluster);
  private final OpenApi api = talk.api();
  private final Driven driven = talk.driven();
  private final Person alice = talk.alice();
  private final Person bob = talk.bob();

  @BeforeAll
  static void start() {
    cluster = TestCluster.start(1, Services.shared(), settings());
  }

  private static Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>(HooksContract.SETTINGS);
    settings.putAll(PreviewContract.SETTINGS);
    settings.put(
        "STARLING_MESSAGING_GROUP_MEMBERS_MAX", Integer.toString(ConversationContract.MEMBERS_MAX));
    settings.put("STARLING_REPORTS_PER_DAY_MAX", Integer.toString(SafetyContract.REPORTS_MAX));
    settings.put("STARLING_STORY_ACTIVE_MAX", Integer.toString(StoryContract.STORIES_MAX));
    settings.put("STARLING_STORY_LIMITS_LISTS_MAX", Integer.toString(StoryContract.LISTS_MAX));
    settings.put("STARLING_STORY_LIMITS_LISTED_MAX", Integer.toString(StoryContract.LISTED_MAX));
    settings.put(
        "STARLING_ATTEMPTS_FAILURES_PER_ACCOUNT_ATTEMPTS_MAX",
        Integer.toString(AccountContract.PASSWORDS_MAX));
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
    AccountContract.drive(talk);
    ConversationContract.drive(talk);
    MessageContract.drive(talk);
    ThreadContract.drive(talk);
    GroupContract.drive(talk);
    PersonalContract.drive(talk);
    SafetyContract.drive(talk);
    StoryContract.drive(talk);
    SearchContract.drive(talk);
    ErasureContract.drive(talk);
    HooksContract.drive(talk);
    AttachmentContract.drive(talk);
    PreviewContract.drive(talk);
    MediaContract.drive(talk);
    operating();
    everybodyHasToSignIn();
    badPagesAreRefused();
    badIdsAreRefused();
    badBodiesAreRefused();
    tooManyAccountsAreRefused();
    LimitsContract.drive(talk);

    assertThat(driven.missing(api.operations(), ELSEWHERE)).isSubsetOf(MediaContract.ELSEWHERE);
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

  @Test
  void whatIsCountedIsInTheDocumentAndTheRestHasAReason() {
    LimitsContract.checkDocument(api, cluster);
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

  /// Whatever stands there is looked up only after the page is read.
  private String idOf(Operation list, String chat) {
    if (list.id().equals("listListed")) {
      return "closeFriends";
    }
    return switch (list.path().split("/", -1)[2]) {
      case "stories" -> "t1";
      case "highlights" -> "g1";
      case "users" -> alice.id();
      default -> chat;
    };
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
      HooksContract.driveWhereThereIsNoPush(talk, erin);
      PreviewContract.driveWhereThereAreNone(talk, erin);
    }
  }

  /// A list as somebody asks for it who may.
  private Call page(Operation list, String chat) {
    Call call = as(alice, list.id());
    if (list.takes("q")) {
      call.with("q", "x");
    }
    if (list.takes("id")) {
      call.with("id", idOf(list, chat));
    }
    if (list.takes("area")) {
      call.with("part", 0).with("area", 0);
    }
    if (list.takes("seq")) {
      call.with("seq", 1);
    }
    return call;
  }

  private Call example(Operation operation, String token) {
    return talk.example(operation, token);
  }

  private Call as(Person person, String operation) {
    return talk.as(person, operation);
  }

  private Call nobody(String operation) {
    return talk.nobody(operation);
  }
}
