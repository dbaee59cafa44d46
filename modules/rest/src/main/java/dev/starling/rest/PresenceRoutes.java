package dev.starling.rest;

import dev.starling.account.PrivacyService;
import dev.starling.account.limit.Action;
import dev.starling.messaging.presence.PresenceService;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.UserId;
import dev.starling.wire.account.PrivacyChange;
import dev.starling.wire.presence.WatchPresence;
import io.vertx.core.Future;
import java.util.stream.Stream;

/// Who is there now, and who may see it of oneself.
final class PresenceRoutes {

  private final PresenceService presence;
  private final PrivacyService privacy;

  PresenceRoutes(PresenceService presence, PrivacyService privacy) {
    this.presence = presence;
    this.privacy = privacy;
  }

  void mount(Api api) {
    api.get("/v1/presence", this::look);
    api.get("/v1/me/privacy", this::privacy);
    api.patch("/v1/me/privacy", Action.PROFILE, this::changePrivacy);
  }

  private Future<Answer> look(Call call) {
    return presence.look(call.user(), users(call.query("users"))).map(Answer::ok);
  }

  private Future<Answer> privacy(Call call) {
    return privacy.find(call.user()).map(Answer::ok);
  }

  private Future<Answer> changePrivacy(Call call) {
    return privacy.change(call.user(), call.body(PrivacyChange.class)).map(Answer::ok);
  }

  private static WatchPresence users(String list) {
    if (list == null) {
      throw new Failure.Invalid(
          ErrorCode.BAD_FIELD, "users: missing (expected: ids with commas between)");
    }
    return new WatchPresence(Stream.of(list.split(",", -1)).map(UserId::parse).toList());
  }
}
