package dev.starling.persistence.event;

import dev.starling.wire.ConversationId;
import io.vertx.core.Future;
import io.vertx.pgclient.PgConnection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Actions of one transaction. Those of a conversation are run in their order; what is asked many
/// times, and of a conversation nothing else, is asked once for all: a statement takes PostgreSQL
/// longer than a row of it.
record ActionBatch(List<Action> actions) {

  /// Functions that exist for many calls, too: with an array for each parameter, of which none may
  /// be null, and an answer for each call, in their order.
  private static final Map<String, String> FOR_MANY =
      Map.of("react_to_message", "react_to_messages");

  /// Sends everything at once, and answers in the order of the actions.
  List<Future<ActionResult>> run(PgConnection connection) {
    Map<Integer, Future<ActionResult>> answers = new TreeMap<>();
    alike()
        .forEach(
            (function, places) -> {
              Future<List<ActionResult>> all =
                  ActionCall.forMany(
                      connection,
                      FOR_MANY.get(function),
                      places.stream().map(actions::get).toList());
              for (int i = 0; i < places.size(); i++) {
                int nth = i;
                answers.put(places.get(i), all.map(results -> results.get(nth)));
              }
            });
    for (int i = 0; i < actions.size(); i++) {
      answers.computeIfAbsent(i, place -> ActionCall.within(connection, actions.get(place)));
    }
    return List.copyOf(answers.values());
  }

  /// Which actions are to be run by one call, by their function.
  private Map<String, List<Integer>> alike() {
    Map<ConversationId, Boolean> manyOnly =
        actions.stream()
            .collect(
                Collectors.toMap(
                    Action::conversation, ActionBatch::isForMany, (one, other) -> one && other));
    return IntStream.range(0, actions.size())
        .boxed()
        .filter(place -> manyOnly.get(actions.get(place).conversation()))
        .collect(Collectors.groupingBy(place -> actions.get(place).function()));
  }

  private static boolean isForMany(Action action) {
    return FOR_MANY.containsKey(action.function());
  }
}
