package dev.starling.messaging;

import dev.starling.persistence.event.Action;
import dev.starling.persistence.event.ActionResult;
import dev.starling.persistence.event.ActionWriter;
import dev.starling.wire.ConversationId;
import dev.starling.wire.conversation.Acted;
import io.vertx.core.Future;
import java.util.function.Function;

/// Carries out what members do in conversations besides sending, and tells the others. An action
/// that changes nothing is as good as one that did: asking twice is harmless.
public final class Actions {

  private final Function<Action, Future<ActionResult>> writers;
  private final ActionWriter alone;
  private final Announcer announcer;
  private final Runnable written;

  /// @param writers where actions are committed together with messages
  /// @param alone where each has a transaction of its own
  /// @param written called when something was committed that search may want to look at
  Actions(
      Function<Action, Future<ActionResult>> writers,
      ActionWriter alone,
      Announcer announcer,
      Runnable written) {
    this.writers = writers;
    this.alone = alone;
    this.announcer = announcer;
    this.written = written;
  }

  Future<Acted> run(Action action) {
    return answer(action, writers.apply(action));
  }

  /// For what may take so long that messages should not wait for it, such as changes of a member
  /// list.
  Future<Acted> runAlone(Action action) {
    return answer(action, alone.run(action));
  }

  private Future<Acted> answer(Action action, Future<ActionResult> done) {
    return done.map(
        result ->
            switch (result) {
              case ActionResult.Written w -> announced(action.conversation(), w);
              case ActionResult.Unchanged u -> new Acted(action.conversation(), u.seq());
              case ActionResult.Refused r -> throw Refusals.failure(r.why(), r.retryAfter());
            });
  }

  private Acted announced(ConversationId conversation, ActionResult.Written result) {
    announcer.announce(
        new Announcer.Committed(
            result.stored().event(),
            result.stored().xid(),
            result.previousXid(),
            result.memberVersion()));
    written.run();
    return new Acted(conversation, result.stored().event().seq());
  }
}
