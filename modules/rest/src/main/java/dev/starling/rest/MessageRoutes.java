package dev.starling.rest;

import dev.starling.account.limit.Action;
import dev.starling.messaging.Messaging;
import dev.starling.wire.ConversationId;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.MediaId;
import dev.starling.wire.Page;
import dev.starling.wire.conversation.EditMessage;
import dev.starling.wire.conversation.ForwardMessage;
import dev.starling.wire.conversation.History;
import dev.starling.wire.conversation.MessageRef;
import dev.starling.wire.conversation.PinMessage;
import dev.starling.wire.conversation.ReactToMessage;
import dev.starling.wire.conversation.SendMessage;
import dev.starling.wire.event.Poll;
import io.vertx.core.Future;
import java.util.List;

/// What is said in conversations, and what is done with it. The conversation and the message stand
/// in the path.
final class MessageRoutes {

  private static final String MESSAGES = "/v1/conversations/:id/messages";
  private static final String MESSAGE = MESSAGES + "/:seq";

  private record NewMessage(
      String clientId,
      String text,
      Long replyTo,
      String quote,
      Long thread,
      Poll poll,
      List<MediaId> attachments,
      String preview) {}

  private record NewForward(String clientId, MessageRef from) {}

  private record NewText(String text) {}

  private final Messaging messaging;

  MessageRoutes(Messaging messaging) {
    this.messaging = messaging;
  }

  void mount(Api api) {
    api.post(MESSAGES, Action.SEND, this::send);
    api.post("/v1/conversations/:id/forwards", Action.SEND, this::forward);
    api.get("/v1/conversations/:id/pins", this::pins);
    api.get(MESSAGE, this::show);
    api.patch(MESSAGE, Action.CHANGE, this::edit);
    api.delete(MESSAGE, Action.CHANGE, this::delete);
    api.get(MESSAGE + "/revisions", this::revisions);
    api.get(MESSAGE + "/reactions", this::reactions);
    api.put(MESSAGE + "/reactions/:emoji", Action.CHANGE, call -> react(call, true));
    api.delete(MESSAGE + "/reactions/:emoji", Action.CHANGE, call -> react(call, false));
    api.put(MESSAGE + "/pin", Action.CHANGE, call -> pin(call, true));
    api.delete(MESSAGE + "/pin", Action.CHANGE, call -> pin(call, false));
  }

  private Future<Answer> send(Call call) {
    NewMessage body = call.body(NewMessage.class);
    return messaging
        .messages()
        .send(
            call.user(),
            new SendMessage(
                conversation(call),
                body.clientId(),
                body.text(),
                body.replyTo(),
                body.quote(),
                body.thread(),
                body.poll(),
                body.attachments(),
                body.preview()))
        .map(accepted -> Answer.createdOrFound(!accepted.repeated(), accepted));
  }

  private Future<Answer> forward(Call call) {
    NewForward body = call.body(NewForward.class);
    return messaging
        .messages()
        .forward(call.user(), new ForwardMessage(conversation(call), body.clientId(), body.from()))
        .map(accepted -> Answer.createdOrFound(!accepted.repeated(), accepted));
  }

  private Future<Answer> show(Call call) {
    return messaging.reader().find(call.user(), message(call)).map(Answer::ok);
  }

  private Future<Answer> edit(Call call) {
    EditMessage edit =
        new EditMessage(conversation(call), seq(call), call.body(NewText.class).text());
    return messaging.actions().edit(call.user(), edit).map(Answer::ok);
  }

  private Future<Answer> delete(Call call) {
    return switch (call.query("for")) {
      case null -> messaging.actions().delete(call.user(), message(call)).map(Answer::ok);
      case "everyone" -> messaging.actions().delete(call.user(), message(call)).map(Answer::ok);
      case "me" -> messaging.personal().actions().hide(call.user(), message(call)).map(Answer::ok);
      default -> throw new Failure.Invalid(ErrorCode.BAD_FIELD, "for: expected me, or everyone");
    };
  }

  private Future<Answer> revisions(Call call) {
    return messaging
        .reader()
        .revisions(call.user(), message(call))
        .map(found -> Answer.ok(Page.last(found)));
  }

  private Future<Answer> reactions(Call call) {
    return messaging.reader().reactions(call.user(), message(call), call.page()).map(Answer::ok);
  }

  private Future<Answer> react(Call call, boolean adds) {
    String emoji = call.path("emoji", text -> text);
    return messaging
        .actions()
        .react(call.user(), new ReactToMessage(conversation(call), seq(call), emoji, !adds))
        .map(Answer::ok);
  }

  private Future<Answer> pin(Call call, boolean adds) {
    return messaging
        .actions()
        .pin(call.user(), new PinMessage(conversation(call), seq(call), !adds))
        .map(Answer::ok);
  }

  private Future<Answer> pins(Call call) {
    return messaging
        .reader()
        .pinned(call.user(), conversation(call))
        .map(found -> Answer.ok(new History(found, null)));
  }

  static MessageRef message(Call call) {
    return new MessageRef(conversation(call), seq(call));
  }

  static long seq(Call call) {
    return call.path("seq", MessageRoutes::number);
  }

  static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new Failure.Invalid(ErrorCode.BAD_ID, "seq: not a number");
    }
  }

  private static ConversationId conversation(Call call) {
    return call.path("id", ConversationId::parse);
  }
}
