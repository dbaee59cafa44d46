package dev.starling.connection.command;

import dev.starling.messaging.Messaging;
import dev.starling.wire.conversation.MarkSeq;
import dev.starling.wire.conversation.ReadEvents;
import dev.starling.wire.conversation.SendMessage;
import java.util.List;

/// Messages and how far one has read them.
final class MessagingCommands {

  private MessagingCommands() {}

  static List<Command<?>> of(Messaging messaging) {
    return List.of(
        new Command<>(
            "message.send",
            SendMessage.class,
            (caller, send) -> messaging.messages().send(caller.user(), send)),
        new Command<>(
            "conversation.read",
            MarkSeq.class,
            (caller, mark) -> messaging.receipts().read(caller.user(), mark)),
        new Command<>(
            "conversation.delivered",
            MarkSeq.class,
            (caller, mark) -> messaging.receipts().delivered(caller.user(), mark)),
        new Command<>(
            "conversation.events",
            ReadEvents.class,
            (caller, read) -> messaging.history().read(caller.user(), read)));
  }
}
