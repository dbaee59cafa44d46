package dev.starling.connection.command;

import dev.starling.account.limit.Action;
import dev.starling.messaging.Messaging;
import dev.starling.wire.conversation.EditMessage;
import dev.starling.wire.conversation.ForwardMessage;
import dev.starling.wire.conversation.MarkSeq;
import dev.starling.wire.conversation.MessageRef;
import dev.starling.wire.conversation.PinMessage;
import dev.starling.wire.conversation.ReactToMessage;
import dev.starling.wire.conversation.ReadEvents;
import dev.starling.wire.conversation.SendMessage;
import java.util.List;

/// Messages, what is done with them, and how far one has read them.
final class MessagingCommands {

  private MessagingCommands() {}

  static List<Command<?>> of(Messaging messaging) {
    return List.of(
        new Command<>(
            "message.send",
            Action.SEND,
            SendMessage.class,
            (caller, send) -> messaging.messages().send(caller.user(), send)),
        new Command<>(
            "message.forward",
            Action.SEND,
            ForwardMessage.class,
            (caller, forward) -> messaging.messages().forward(caller.user(), forward)),
        new Command<>(
            "message.edit",
            Action.CHANGE,
            EditMessage.class,
            (caller, edit) -> messaging.actions().edit(caller.user(), edit)),
        new Command<>(
            "message.delete",
            Action.CHANGE,
            MessageRef.class,
            (caller, message) -> messaging.actions().delete(caller.user(), message)),
        new Command<>(
            "message.react",
            Action.CHANGE,
            ReactToMessage.class,
            (caller, react) -> messaging.actions().react(caller.user(), react)),
        new Command<>(
            "message.pin",
            Action.CHANGE,
            PinMessage.class,
            (caller, pin) -> messaging.actions().pin(caller.user(), pin)),
        new Command<>(
            "conversation.read",
            Action.UNCOUNTED,
            MarkSeq.class,
            (caller, mark) -> messaging.receipts().read(caller.user(), mark)),
        new Command<>(
            "conversation.delivered",
            Action.UNCOUNTED,
            MarkSeq.class,
            (caller, mark) -> messaging.receipts().delivered(caller.user(), mark)),
        new Command<>(
            "conversation.events",
            Action.UNCOUNTED,
            ReadEvents.class,
            (caller, read) -> messaging.history().read(caller.user(), read)));
  }
}
