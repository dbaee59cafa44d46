package dev.starling.persistence.event;

import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import dev.starling.wire.event.ConversationEvent;
import dev.starling.wire.group.GroupSettings;
import dev.starling.wire.group.Role;
import dev.starling.wire.json.Json;
import java.time.Instant;
import java.util.List;

/// Events of groups, out of what `event.detail` holds for them. People are numbers in there.
record GroupEvent(ConversationId conversation, long seq, UserId sender, Instant at, String detail) {

  private record Users(List<Long> users) {}

  private record Departure(Long newOwner) {}

  private record Removal(long user, String reason) {}

  private record Exclusion(long user, boolean banned, String reason) {}

  private record Rise(long user, Role role) {}

  private record State(String title, String description, String picture, GroupSettings settings) {}

  private record Mute(long user, Instant until) {}

  ConversationEvent joined() {
    List<UserId> users = read(Users.class).users().stream().map(UserId::new).toList();
    return new ConversationEvent.MemberJoined(conversation, seq, sender, at, users);
  }

  ConversationEvent left() {
    Long owner = read(Departure.class).newOwner();
    return new ConversationEvent.MemberLeft(
        conversation, seq, sender, at, owner == null ? null : new UserId(owner));
  }

  ConversationEvent removed() {
    Removal removal = read(Removal.class);
    return new ConversationEvent.MemberRemoved(
        conversation, seq, sender, at, new UserId(removal.user()), removal.reason());
  }

  ConversationEvent banned() {
    Exclusion ban = read(Exclusion.class);
    return new ConversationEvent.MemberBanned(
        conversation, seq, sender, at, new UserId(ban.user()), ban.banned(), ban.reason());
  }

  ConversationEvent roleChanged() {
    Rise rise = read(Rise.class);
    return new ConversationEvent.RoleChanged(
        conversation, seq, sender, at, new UserId(rise.user()), rise.role());
  }

  ConversationEvent changed() {
    State now = read(State.class);
    return new ConversationEvent.Changed(
        conversation,
        seq,
        sender,
        at,
        now.title(),
        now.description(),
        now.picture(),
        now.settings());
  }

  ConversationEvent muted() {
    Mute mute = read(Mute.class);
    return new ConversationEvent.MemberMuted(
        conversation, seq, sender, at, new UserId(mute.user()), mute.until());
  }

  /// Only whoever deletes it is told who was in it.
  ConversationEvent deleted() {
    List<UserId> left =
        detail == null ? List.of() : read(Users.class).users().stream().map(UserId::new).toList();
    return new ConversationEvent.ConversationDeleted(conversation, seq, sender, at, left);
  }

  private <T> T read(Class<T> type) {
    return Json.read(detail, type);
  }
}
