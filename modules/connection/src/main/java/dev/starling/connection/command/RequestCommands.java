package dev.starling.connection.command;

import dev.starling.account.limit.Action;
import dev.starling.messaging.Messaging;
import dev.starling.wire.conversation.AnswerRequest;
import java.util.List;

/// What strangers ask.
final class RequestCommands {

  private RequestCommands() {}

  static List<Command<?>> of(Messaging messaging) {
    return List.of(
        new Command<>(
            "request.accept",
            Action.CHANGE,
            AnswerRequest.class,
            (caller, request) ->
                messaging.requests().accept(caller.user(), request.conversation())),
        new Command<>(
            "request.decline",
            Action.CHANGE,
            AnswerRequest.class,
            (caller, request) ->
                messaging.requests().decline(caller.user(), request.conversation())));
  }
}
