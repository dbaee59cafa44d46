package dev.starling.persistence.event;

import io.vertx.core.Future;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/// Messages and actions in one transaction, all of it or nothing: the messages in one call, then
/// the actions in their order. Everything is sent at once, without waiting for the answers between.
///
/// An action cannot refer to a message of its own batch, whose place nobody knows yet; so nobody
/// sees that the messages come first.
record MixedBatch(List<NewMessage> messages, List<Action> actions) {

  /// In the order in which every writer locks conversations: whoever took some of them for the
  /// messages, and then others for the actions, could wait for somebody who waits for them.
  private static final String LOCK =
      "select from conversation where id = any ($1) order by id for no key update";

  /// What became of the messages and of the actions, each in their order.
  record Done(List<? extends Outcome> appended, List<? extends Outcome> acted) {

    List<Outcome> inOrderOf(List<Write> batch) {
      Iterator<? extends Outcome> messages = appended.iterator();
      Iterator<? extends Outcome> actions = acted.iterator();
      List<Outcome> outcomes = new ArrayList<>(batch.size());
      for (Write write : batch) {
        outcomes.add(
            switch (write) {
              case NewMessage message -> messages.next();
              case Action action -> actions.next();
            });
      }
      return outcomes;
    }
  }

  /// @param known what was answered on this connection
  Future<Done> run(PgConnection connection, KnownSenders known) {
    Future<?> begun = connection.query("begin").execute();
    Future<?> locked = connection.preparedQuery(LOCK).execute(Tuple.of(conversations()));
    Future<List<Appended>> appended =
        messages.isEmpty()
            ? Future.succeededFuture(List.of())
            : new AppendBatch(messages, known).run(connection);
    List<Future<ActionResult>> acted = new ActionBatch(actions).run(connection);
    Future<?> committed = connection.query("commit").execute();

    List<Future<?>> steps = new ArrayList<>(List.of(begun, locked, appended));
    steps.addAll(acted);
    steps.add(committed);
    return Future.join(steps)
        .map(done -> new Done(appended.result(), acted.stream().map(Future::result).toList()))
        .recover(any -> firstFailure(steps));
  }

  /// Those after it only say that the transaction has failed already.
  private static <T> Future<T> firstFailure(List<Future<?>> steps) {
    return Future.failedFuture(
        steps.stream().filter(Future::failed).findFirst().orElseThrow().cause());
  }

  private Long[] conversations() {
    return Stream.concat(messages.stream(), actions.stream())
        .map(write -> write.conversation().value())
        .distinct()
        .toArray(Long[]::new);
  }
}
