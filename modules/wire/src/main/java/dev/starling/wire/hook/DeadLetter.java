package dev.starling.wire.hook;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.starling.wire.ConversationId;
import dev.starling.wire.HookId;
import dev.starling.wire.UserId;
import java.time.Instant;

/// What nobody tries to send any more.
///
/// @param target a push subscription or an event hook; absent for the operator's push endpoint
/// @param user whom it is for: a person, or the bot of the event hook
/// @param failure what the last attempt met
public record DeadLetter(
    HookId id,
    Kind kind,
    HookId target,
    UserId user,
    ConversationId conversation,
    long seq,
    int attempts,
    String failure,
    Instant createdAt,
    Instant deadAt) {

  public enum Kind {
    @JsonProperty("notify")
    NOTIFY,
    @JsonProperty("withdraw")
    WITHDRAW,
    /// The event hook is paused at this event.
    @JsonProperty("event")
    EVENT
  }
}
