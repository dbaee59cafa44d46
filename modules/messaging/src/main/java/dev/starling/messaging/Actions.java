package dev.starling.messaging;

import dev.starling.persistence.event.ActionResult;
import dev.starling.persistence.event.ActionWriter;
import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import dev.starling.wire.conversation.Acted;
import io.vertx.core.Future;

/// Carries out what members do in conversations besides sending, and tells the others. An action
/// that changes nothing is as good as one that did: asking twice is harmless.
public final class Actions {

  private final ActionWriter writer;
  private final Announcer announcer;
  private final Runnable written;

  /// @param written called when something was committed that search may want to look at
  Actions(ActionWriter writer, Announcer announcer, Runnable written) {
    this.writer = writer;
    this.announcer = announcer;
    this.written = written;
  }

  /// @param function a function of the schema that answers with an `action_result`
  Future<Acted> run(ConversationId conversation, String function, Object... parameters) {
    return writer
        .run(function, parameters)
        .map(
            result ->
                switch (result) {
                  case ActionResult.Written w -> announced(conversation, w);
                  case ActionResult.Unchanged u -> new Acted(conversation, u.seq());
                  case ActionResult.Refused r -> throw Refusals.failure(r.why(), r.retryAfter());
                });
  }

  /// What every action begins with, and what else it takes.
  static Object[] parameters(ConversationId conversation, UserId user, Object... others) {
    Object[] parameters = new Object[2 + others.length];
    parameters[0] = conversation.value();
    parameters[1] = user.value();
    System.arraycopy(others, 0, parameters, 2, others.length);
    return parameters;
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
