package dev.starling.messaging;

import dev.starling.persistence.event.Action;
import dev.starling.wire.ConversationId;
import dev.starling.wire.TextRule;
import dev.starling.wire.UserId;
import dev.starling.wire.conversation.Acted;
import dev.starling.wire.conversation.EditMessage;
import dev.starling.wire.conversation.Emoji;
import dev.starling.wire.conversation.MessageRef;
import dev.starling.wire.conversation.PinMessage;
import dev.starling.wire.conversation.ReactToMessage;
import io.vertx.core.Future;
import java.util.List;

/// What members do with messages besides sending them.
public final class MessageActions {

  private final Actions actions;
  private final MessagingConfig config;
  private final Mentions mentions;
  private final TextRule text;

  MessageActions(Actions actions, Mentions mentions, MessagingConfig config) {
    this.actions = actions;
    this.mentions = mentions;
    this.config = config;
    this.text = new TextRule("text", config.textBytesMax());
  }

  /// One's own message, while it may be changed.
  public Future<Acted> edit(UserId user, EditMessage edit) {
    String body = body(edit.text());
    return mentions
        .in(user, edit.conversation(), body)
        .compose(
            found ->
                actions.run(
                    Action.of(
                        "edit_message",
                        edit.conversation(),
                        user,
                        edit.message().seq(),
                        body,
                        config.editableFor().toSeconds(),
                        found.asJson())));
  }

  /// One that brings files needs no text, which the database knows.
  private String body(String said) {
    return said != null && said.isBlank() ? "" : text.check(said);
  }

  /// One's own message, or as an admin any.
  public Future<Acted> delete(UserId user, MessageRef message) {
    return actions.run(Action.of("delete_message", message.conversation(), user, message.seq()));
  }

  /// For moderators, who need not be in the conversation.
  public Future<Void> remove(ConversationId conversation, long seq) {
    return actions
        .run(new Action(conversation, "remove_message", List.of(conversation.value(), seq)))
        .mapEmpty();
  }

  public Future<Acted> react(UserId user, ReactToMessage react) {
    // What was taken for an emoji once can be taken back for ever.
    String emoji = react.adds() ? Emoji.check(react.emoji()) : String.valueOf(react.emoji());
    MessageRef message = react.message();
    return actions.run(
        Action.of(
            "react_to_message",
            message.conversation(),
            user,
            message.seq(),
            emoji,
            react.adds(),
            config.emojisMax(),
            config.ownReactionsMax()));
  }

  public Future<Acted> pin(UserId user, PinMessage pin) {
    MessageRef message = pin.message();
    return actions.run(
        Action.of(
            "pin_message",
            message.conversation(),
            user,
            message.seq(),
            pin.adds(),
            config.pinsMax()));
  }
}
