package dev.starling.connection.command;

import dev.starling.account.limit.Action;
import dev.starling.messaging.Messaging;
import dev.starling.wire.conversation.ChangeSettings;
import dev.starling.wire.conversation.MessageRef;
import dev.starling.wire.conversation.SetBookmark;
import dev.starling.wire.conversation.SetDraft;
import dev.starling.wire.conversation.SetTimer;
import java.util.List;

/// What people do for themselves alone.
final class PersonalCommands {

  private PersonalCommands() {}

  static List<Command<?>> of(Messaging messaging) {
    return List.of(
        new Command<>(
            "message.hide",
            Action.CHANGE,
            MessageRef.class,
            (caller, message) -> messaging.personal().actions().hide(caller.user(), message)),
        new Command<>(
            "conversation.settings",
            Action.CHANGE,
            ChangeSettings.class,
            (caller, change) -> messaging.personal().actions().change(caller.user(), change)),
        new Command<>(
            "conversation.timer",
            Action.CHANGE,
            SetTimer.class,
            (caller, timer) -> messaging.personal().actions().timer(caller.user(), timer)),
        new Command<>(
            "bookmark.set",
            Action.CHANGE,
            SetBookmark.class,
            (caller, bookmark) -> messaging.personal().actions().bookmark(caller.user(), bookmark)),
        new Command<>(
            "draft.set",
            Action.CHANGE,
            SetDraft.class,
            (caller, draft) -> messaging.personal().actions().draft(caller.user(), draft)));
  }
}
