package dev.starling.connection.command;

import dev.starling.account.limit.Action;
import dev.starling.messaging.Messaging;
import dev.starling.wire.presence.SetTyping;
import dev.starling.wire.presence.WatchPresence;
import java.util.List;

/// Who is there, and who is writing something.
final class PresenceCommands {

  private PresenceCommands() {}

  static List<Command<?>> of(Messaging messaging) {
    return List.of(
        new Command<>(
            "presence.watch",
            Action.UNCOUNTED,
            WatchPresence.class,
            (caller, watch) ->
                messaging.live().presence().watch(caller.user(), caller.socket(), watch)),
        new Command<>(
            "conversation.typing",
            Action.UNCOUNTED,
            SetTyping.class,
            (caller, typing) ->
                messaging.live().typing().set(caller.user(), caller.socket(), typing)));
  }
}
