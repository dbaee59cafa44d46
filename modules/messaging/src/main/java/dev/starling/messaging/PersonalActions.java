package dev.starling.messaging;

import dev.starling.persistence.event.Action;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.TextRule;
import dev.starling.wire.UserId;
import dev.starling.wire.conversation.Acted;
import dev.starling.wire.conversation.ChangeSettings;
import dev.starling.wire.conversation.MessageRef;
import dev.starling.wire.conversation.SetBookmark;
import dev.starling.wire.conversation.SetDraft;
import dev.starling.wire.conversation.SetTimer;
import io.vertx.core.Future;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/// What people do for themselves alone. Each is an event in their own conversation, so that all
/// their devices hear of it, those that are away when they come back.
public final class PersonalActions {

  private final Actions actions;
  private final OwnConversations own;
  private final PersonalConfig config;
  private final TextRule text;

  PersonalActions(Actions actions, OwnConversations own, PersonalConfig config, int textBytesMax) {
    this.actions = actions;
    this.own = own;
    this.config = config;
    this.text = new TextRule("text", textBytesMax);
  }

  /// Takes a message away for oneself.
  public Future<Acted> hide(UserId user, MessageRef message) {
    return run("hide_message", user, message.conversation().value(), message.seq());
  }

  public Future<Acted> change(UserId user, ChangeSettings change) {
    OffsetDateTime mutedUntil =
        change.mutedUntil() == null ? null : change.mutedUntil().atOffset(ZoneOffset.UTC);
    return run(
        "change_settings",
        user,
        change.conversation().value(),
        mutedUntil,
        change.archived(),
        change.pinned(),
        change.markedUnread());
  }

  public Future<Acted> bookmark(UserId user, SetBookmark bookmark) {
    return run(
        "set_bookmark",
        user,
        bookmark.conversation().value(),
        bookmark.seq(),
        bookmark.adds(),
        config.bookmarksMax());
  }

  /// The last one counts, whichever device it comes from.
  public Future<Acted> draft(UserId user, SetDraft draft) {
    return run(
        "set_draft",
        user,
        draft.conversation().value(),
        text.checkOptional(draft.text()),
        draft.replyTo(),
        config.draftsMax());
  }

  /// For all members: in a group admins, elsewhere anybody who is in it.
  public Future<Acted> timer(UserId user, SetTimer timer) {
    Integer seconds = timer.seconds();
    long most = config.timerMax().toSeconds();
    if (seconds != null && (seconds < 1 || seconds > most)) {
      throw new Failure.Invalid(
          ErrorCode.BAD_FIELD, "seconds: " + seconds + " (expected: 1 to " + most + ")");
    }
    return actions.run(Action.of("set_timer", timer.conversation(), user, seconds));
  }

  private Future<Acted> run(String function, UserId user, Object... others) {
    return own.of(user)
        .compose(conversation -> actions.run(Action.of(function, conversation, user, others)));
  }
}
