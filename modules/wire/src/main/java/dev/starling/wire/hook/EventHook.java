package dev.starling.wire.hook;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.starling.wire.ConversationId;
import dev.starling.wire.HookId;
import dev.starling.wire.UserId;
import java.time.Instant;
import java.util.List;

/// A webhook that hears what happens in a bot's conversations.
///
/// @param events null for all
/// @param conversations null for all
/// @param waiting conversations with something that is not sent yet
/// @param lastFailure null when there was none
/// @param secret what signatures are made with; shown when it is made, null from then on
public record EventHook(
    HookId id,
    UserId bot,
    String url,
    List<String> events,
    List<ConversationId> conversations,
    Instant createdAt,
    State state,
    int waiting,
    LastFailure lastFailure,
    String secret) {

  /// Whether it sends. After too many failures it pauses, and goes on where it stopped when its
  /// owner says so.
  public enum State {
    @JsonProperty("active")
    ACTIVE,
    @JsonProperty("paused")
    PAUSED
  }

  public record LastFailure(String reason, Instant at) {}

  public EventHook with(String newSecret) {
    return new EventHook(
        id, bot, url, events, conversations, createdAt, state, waiting, lastFailure, newSecret);
  }

  @Override
  public String toString() {
    return "EventHook[id=" + id + ", bot=" + bot + ", state=" + state + ", secret=***]";
  }
}
