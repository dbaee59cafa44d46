package dev.starling.node.contract;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.account.limit.Action;
import dev.starling.devservices.Services;
import dev.starling.node.Floods;
import dev.starling.node.Rest;
import dev.starling.node.TestCluster;
import dev.starling.node.contract.OpenApi.Operation;
import dev.starling.rest.RestRoutes;
import dev.starling.wire.ErrorCode;
import io.vertx.ext.web.Route;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What one person may do, as both documents say.
final class LimitsContract {

  private static final String AN_ADMINISTRATOR = "for operators and moderators";
  private static final String ITS_OWN_LIMIT = "has a limit of its own";

  /// What changes something over REST and is counted nowhere here, and why.
  private static final Map<String, String> UNCOUNTED =
      Map.ofEntries(
          entry("register", ITS_OWN_LIMIT + ", attempts: nobody is signed in"),
          entry("signIn", ITS_OWN_LIMIT + ", attempts: nobody is signed in"),
          entry("refresh", "each token is good for one use"),
          entry("signOut", "has to work, and only once"),
          entry("endSession", "has to work, and only once"),
          entry("makeSocketTicket", "whoever comes back after a failure needs it; gone after 30 s"),
          entry("storyRings", "only reads, by keys; limits.askedMax at a time"),
          entry("markRead", "only moves forward"),
          entry("markDelivered", "only moves forward"),
          entry("markThreadRead", "only moves forward"),
          entry(
              "postThroughHook", ITS_OWN_LIMIT + ", hooks.incomingPerMinute: nobody is signed in"),
          entry("appendUpload", "pieces of what was counted when it began; bytes have a quota"),
          entry("fileReport", ITS_OWN_LIMIT + ", reports.perDayMax"),
          entry("previewLink", ITS_OWN_LIMIT + ", previews.perMinute"),
          entry("takeReport", AN_ADMINISTRATOR),
          entry("resolveReport", AN_ADMINISTRATOR),
          entry("appointModerator", AN_ADMINISTRATOR),
          entry("dismissModerator", AN_ADMINISTRATOR),
          entry("reindex", AN_ADMINISTRATOR),
          entry("replayUnindexed", AN_ADMINISTRATOR),
          entry("replayDeadLetter", AN_ADMINISTRATOR),
          entry("discardDeadLetter", AN_ADMINISTRATOR));

  private LimitsContract() {}

  /// Each operation past its limit, on a node where everything may be done once.
  static void drive(RestTalk talk) {
    try (TestCluster strict = TestCluster.start(1, Services.shared(), Floods.limits(1, 1))) {
      Map<String, Action> counted = actions(talk.api(), strict);
      Rest rest = strict.person("dave", 0).rest();
      useUp(talk.api(), counted, rest);
      counted.forEach(
          (id, action) -> {
            if (action != Action.UNCOUNTED) {
              Operation operation = talk.api().operation(id);
              talk.api()
                  .example(operation, rest, talk.driven())
                  .isRefusedByRule(429, ErrorCode.TOO_MANY_REQUESTS);
            }
          });
    }
  }

  static void checkDocument(OpenApi api, TestCluster cluster) {
    Map<String, Action> actions = actions(api, cluster);

    actions.forEach(
        (id, action) ->
            assertThat(api.operation(id).spec().path("x-limit").asText("uncounted"))
                .as(id)
                .isEqualTo(nameOf(action)));
    Set<String> uncounted =
        actions.entrySet().stream()
            .filter(one -> one.getValue() == Action.UNCOUNTED)
            .map(Map.Entry::getKey)
            .filter(id -> !Set.of("get", "head", "options").contains(api.operation(id).method()))
            .collect(Collectors.toSet());
    assertThat(uncounted).isEqualTo(UNCOUNTED.keySet());
  }

  static String nameOf(Action action) {
    return action.name().toLowerCase(Locale.ROOT);
  }

  /// A request counts whatever becomes of it.
  private static void useUp(OpenApi api, Map<String, Action> counted, Rest rest) {
    Map<Action, String> one = new TreeMap<>();
    counted.forEach((id, action) -> one.putIfAbsent(action, id));
    one.remove(Action.UNCOUNTED);
    for (String id : one.values()) {
      Operation operation = api.operation(id);
      String path = operation.path().replaceAll("\\{\\w+}", "1");
      Rest.Answer answer = rest.send(operation.method().toUpperCase(Locale.ROOT), path, null);
      assertThat(answer.status()).as(id).isNotEqualTo(429);
    }
  }

  /// What the operations of the document count as, by their ids.
  private static Map<String, Action> actions(OpenApi api, TestCluster cluster) {
    Map<String, Action> actions = new TreeMap<>();
    List<Route> routes = cluster.routes(0);
    for (Operation operation : api.operations()) {
      String path = operation.path().replaceAll("\\{(\\w+)}", ":$1");
      routes.stream()
          .filter(route -> path.equals(route.getPath()))
          .filter(route -> route.methods() != null)
          .filter(
              route -> route.methods().toString().equalsIgnoreCase("[" + operation.method() + "]"))
          .map(RestRoutes::actionOf)
          .filter(action -> action != null)
          .forEach(action -> actions.put(operation.id(), action));
    }
    return actions;
  }
}
