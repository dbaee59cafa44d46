package dev.starling.rest;

import dev.starling.account.limit.Action;
import dev.starling.messaging.Personal;
import dev.starling.wire.ConversationId;
import dev.starling.wire.MediaId;
import dev.starling.wire.Page;
import dev.starling.wire.ScheduledId;
import dev.starling.wire.conversation.ChangeSettings;
import dev.starling.wire.conversation.ScheduleMessage;
import dev.starling.wire.conversation.SetBookmark;
import dev.starling.wire.conversation.SetDraft;
import dev.starling.wire.conversation.SetTimer;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;

/// What people have and do for themselves alone; and the timer of a conversation.
final class PersonalRoutes {

  private static final String CONVERSATION = "/v1/conversations/:id";
  private static final String BOOKMARK = "/v1/bookmarks/:id/:seq";

  private record Settings(
      Instant mutedUntil, Boolean archived, Boolean pinned, Boolean markedUnread) {}

  private record Writing(String text, Long replyTo) {}

  private record NewSchedule(
      String clientId, String text, List<MediaId> attachments, List<Instant> times) {}

  private record ScheduleChange(String text, Instant at) {}

  private record Timer(Integer seconds) {}

  private final Personal personal;

  PersonalRoutes(Personal personal) {
    this.personal = personal;
  }

  void mount(Api api) {
    api.patch(CONVERSATION + "/settings", Action.CHANGE, this::settings);
    api.put(CONVERSATION + "/timer", Action.CHANGE, this::timer);
    api.get("/v1/bookmarks", this::bookmarks);
    api.put(BOOKMARK, Action.CHANGE, call -> bookmark(call, true));
    api.delete(BOOKMARK, Action.CHANGE, call -> bookmark(call, false));
    api.post(CONVERSATION + "/scheduled", Action.SEND, this::schedule);
    api.get("/v1/scheduled", this::scheduled);
    api.patch("/v1/scheduled/:id", Action.CHANGE, this::reschedule);
    api.delete("/v1/scheduled/:id", Action.CHANGE, this::cancel);
    api.get("/v1/drafts", this::drafts);
    api.put(CONVERSATION + "/draft", Action.CHANGE, call -> draft(call, call.body(Writing.class)));
    api.delete(
        CONVERSATION + "/draft", Action.CHANGE, call -> draft(call, new Writing(null, null)));
  }

  private Future<Answer> settings(Call call) {
    Settings sent = call.body(Settings.class);
    ChangeSettings change =
        new ChangeSettings(
            conversation(call),
            sent.mutedUntil(),
            sent.archived(),
            sent.pinned(),
            sent.markedUnread());
    return personal.actions().change(call.user(), change).map(Answer::ok);
  }

  private Future<Answer> timer(Call call) {
    SetTimer timer = new SetTimer(conversation(call), call.body(Timer.class).seconds());
    return personal.actions().timer(call.user(), timer).map(Answer::ok);
  }

  private Future<Answer> bookmarks(Call call) {
    return personal.reader().bookmarks(call.user(), call.page()).map(Answer::ok);
  }

  private Future<Answer> bookmark(Call call, boolean adds) {
    SetBookmark bookmark =
        new SetBookmark(conversation(call), call.path("seq", MessageRoutes::number), !adds);
    return personal.actions().bookmark(call.user(), bookmark).map(Answer::ok);
  }

  private Future<Answer> drafts(Call call) {
    return personal.reader().drafts(call.user(), call.page()).map(Answer::ok);
  }

  private Future<Answer> draft(Call call, Writing writing) {
    SetDraft draft = new SetDraft(conversation(call), writing.text(), writing.replyTo());
    return personal.actions().draft(call.user(), draft).map(Answer::ok);
  }

  private Future<Answer> schedule(Call call) {
    NewSchedule sent = call.body(NewSchedule.class);
    ScheduleMessage schedule =
        new ScheduleMessage(
            conversation(call), sent.clientId(), sent.text(), sent.attachments(), sent.times());
    return personal.schedule().add(call.user(), schedule).map(all -> Answer.ok(Page.last(all)));
  }

  private Future<Answer> scheduled(Call call) {
    return personal.schedule().list(call.user(), call.page()).map(Answer::ok);
  }

  private Future<Answer> reschedule(Call call) {
    ScheduleChange change = call.body(ScheduleChange.class);
    return personal
        .schedule()
        .change(call.user(), waiting(call), change.text(), change.at())
        .map(Answer::ok);
  }

  private Future<Answer> cancel(Call call) {
    return personal.schedule().cancel(call.user(), waiting(call)).map(Answer::ok);
  }

  private static ScheduledId waiting(Call call) {
    return call.path("id", ScheduledId::parse);
  }

  private static ConversationId conversation(Call call) {
    return call.path("id", ConversationId::parse);
  }
}
