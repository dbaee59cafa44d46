package dev.starling.rest;

import dev.starling.account.limit.Action;
import dev.starling.messaging.Messaging;
import dev.starling.wire.ConversationId;
import dev.starling.wire.conversation.MarkSeq;
import dev.starling.wire.conversation.OpenConversation;
import dev.starling.wire.conversation.ReadEvents;
import io.vertx.core.Future;

/// Conversations, and how far their members have come.
final class ConversationRoutes {

  /// A watermark whose conversation stands in the path.
  private record Mark(long seq) {}

  private final Messaging messaging;

  ConversationRoutes(Messaging messaging) {
    this.messaging = messaging;
  }

  void mount(Api api) {
    api.post("/v1/conversations", Action.OPEN, this::open);
    api.get("/v1/conversations", this::list);
    api.get("/v1/conversations/:id", this::show);
    api.get("/v1/conversations/:id/members", this::members);
    api.get("/v1/conversations/:id/events", this::events);
    api.put("/v1/conversations/:id/request", Action.CHANGE, this::accept);
    api.delete("/v1/conversations/:id/request", Action.CHANGE, this::decline);
    api.put("/v1/conversations/:id/read", Action.UNCOUNTED, this::read);
    api.put("/v1/conversations/:id/delivered", Action.UNCOUNTED, this::delivered);
  }

  private Future<Answer> open(Call call) {
    return messaging
        .conversations()
        .open(call.user(), call.body(OpenConversation.class))
        .map(open -> Answer.createdOrFound(open.isNew(), open.conversation()));
  }

  private Future<Answer> list(Call call) {
    return messaging
        .conversations()
        .list(call.user(), call.page(), call.flag("requests"))
        .map(Answer::ok);
  }

  private Future<Answer> accept(Call call) {
    return messaging.requests().accept(call.user(), conversation(call)).map(Answer::nothing);
  }

  private Future<Answer> decline(Call call) {
    return messaging.requests().decline(call.user(), conversation(call)).map(Answer::nothing);
  }

  private Future<Answer> show(Call call) {
    return messaging.conversations().find(call.user(), conversation(call)).map(Answer::ok);
  }

  private Future<Answer> members(Call call) {
    return messaging
        .conversations()
        .members(call.user(), conversation(call), call.page())
        .map(Answer::ok);
  }

  private Future<Answer> events(Call call) {
    ReadEvents read =
        new ReadEvents(
            conversation(call),
            call.number("after"),
            call.number("before"),
            call.page().limit(),
            call.query("cursor"));
    return messaging.history().read(call.user(), read).map(Answer::ok);
  }

  private Future<Answer> read(Call call) {
    return messaging.receipts().read(call.user(), mark(call)).map(Answer::ok);
  }

  private Future<Answer> delivered(Call call) {
    return messaging.receipts().delivered(call.user(), mark(call)).map(Answer::ok);
  }

  private static MarkSeq mark(Call call) {
    return new MarkSeq(conversation(call), call.body(Mark.class).seq());
  }

  private static ConversationId conversation(Call call) {
    return call.path("id", ConversationId::parse);
  }
}
