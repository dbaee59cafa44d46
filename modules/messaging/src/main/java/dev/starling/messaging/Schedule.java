package dev.starling.messaging;

import dev.starling.persistence.event.Action;
import dev.starling.persistence.personal.ScheduledRepository;
import dev.starling.persistence.personal.ScheduledRepository.Place;
import dev.starling.wire.ClientId;
import dev.starling.wire.ConversationId;
import dev.starling.wire.Cursor;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.IdSource;
import dev.starling.wire.MediaId;
import dev.starling.wire.Page;
import dev.starling.wire.PageRequest;
import dev.starling.wire.ScheduledId;
import dev.starling.wire.UserId;
import dev.starling.wire.conversation.Acted;
import dev.starling.wire.conversation.ScheduleMessage;
import dev.starling.wire.conversation.Scheduled;
import io.vertx.core.Future;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/// Messages that are to be sent later, once or several times.
public final class Schedule {

  /// What schedules are kept by.
  record Base(ScheduledRepository scheduled, OwnConversations own, IdSource ids, Clock clock) {}

  private final Base base;
  private final Actions actions;
  private final PersonalConfig config;
  private final AttachmentRule attachments;

  Schedule(Base base, Actions actions, AttachmentRule attachments, PersonalConfig config) {
    this.base = base;
    this.actions = actions;
    this.config = config;
    this.attachments = attachments;
  }

  /// All that were scheduled by this, the soonest first. The same again is the same schedule.
  public Future<List<Scheduled>> add(UserId user, ScheduleMessage schedule) {
    ConversationId about = schedule.conversation();
    List<Instant> times = schedule.times();
    times.forEach(this::check);
    String clientId = name(schedule.clientId(), times.size());
    Long[] ids = times.stream().map(time -> base.ids().next()).toArray(Long[]::new);
    OffsetDateTime[] due = times.stream().map(Schedule::time).toArray(OffsetDateTime[]::new);
    List<MediaId> files = schedule.attachments();
    Object[] parameters = {
      about.value(),
      clientId,
      attachments.check(schedule.text(), files),
      ids,
      due,
      config.scheduledMax(),
      files.isEmpty() ? null : files.stream().map(MediaId::value).toArray(Long[]::new)
    };
    return attachments
        .describe(user, files)
        .compose(own -> run("schedule_messages", user, parameters))
        .compose(acted -> base.scheduled().named(user, about, clientId));
  }

  /// The soonest first; those that failed among them.
  public Future<Page<Scheduled>> list(UserId user, PageRequest page) {
    Place after = page.after(Schedule::place);
    return base.scheduled()
        .soonestFirst(user, after, page.limitAndOne())
        .map(found -> page.page(found, last -> Cursor.of(last.at(), last.id().value())));
  }

  /// @param newText null for as it was
  /// @param at null for as it was
  public Future<Scheduled> change(UserId user, ScheduledId id, String newText, Instant at) {
    if (newText == null && at == null) {
      throw new Failure.Invalid(ErrorCode.BAD_FIELD, "text, at: one of them is needed");
    }
    String checked = newText == null ? null : attachments.text().check(newText);
    if (at != null) {
      check(at);
    }
    return run("change_scheduled", user, id.value(), checked, at == null ? null : time(at))
        .compose(acted -> base.scheduled().find(user, id))
        .map(found -> found.orElseThrow(Schedule::notFound));
  }

  public Future<Acted> cancel(UserId user, ScheduledId id) {
    return run("change_scheduled", user, id.value(), null, null);
  }

  /// @param failure why it can never be sent, null when it was
  Future<Acted> settle(UserId user, ScheduledId id, ErrorCode failure) {
    return run("settle_scheduled", user, id.value(), failure == null ? null : failure.name());
  }

  private Future<Acted> run(String function, UserId user, Object... others) {
    return base.own().of(user).compose(own -> actions.run(Action.of(function, own, user, others)));
  }

  private void check(Instant at) {
    if (at.isAfter(base.clock().instant().plus(config.scheduledWithin()))) {
      throw new Failure.Invalid(
          ErrorCode.BAD_FIELD,
          "a time is too far ahead (at most " + config.scheduledWithin().toDays() + " days)");
    }
    if (at.isBefore(Instant.EPOCH)) {
      throw new Failure.Invalid(ErrorCode.BAD_FIELD, "a time is before 1970");
    }
  }

  /// The name of the last one is the longest.
  private static String name(String clientId, int places) {
    String last = ClientId.check(ClientId.check(clientId) + "/" + places);
    return last.substring(0, last.lastIndexOf('/'));
  }

  private static Failure notFound() {
    return Refusals.failure(ErrorCode.SCHEDULED_NOT_FOUND, null);
  }

  private static OffsetDateTime time(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }

  private static Place place(Cursor.Reader in) throws IOException {
    return new Place(in.time(), in.number());
  }
}
