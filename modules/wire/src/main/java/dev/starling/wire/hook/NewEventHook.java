package dev.starling.wire.hook;

import dev.starling.wire.ConversationId;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import java.util.List;
import java.util.Objects;

/// A webhook is wanted that hears what happens in a bot's conversations.
///
/// @param events the types that are wanted, null for all
/// @param conversations those that are wanted, null for all that the bot is in or will be
public record NewEventHook(String url, List<String> events, List<ConversationId> conversations) {

  private static final int CONVERSATIONS_MAX = 100;

  public NewEventHook {
    events = listed("events", events, EventTypes.ALL.size());
    conversations = listed("conversations", conversations, CONVERSATIONS_MAX);
    if (events != null && !EventTypes.ALL.containsAll(events)) {
      throw new Failure.Invalid(
          ErrorCode.BAD_FIELD, "events: expected some of " + String.join(", ", EventTypes.ALL));
    }
  }

  private static <T> List<T> listed(String field, List<T> values, int limit) {
    if (values == null) {
      return null;
    }
    if (values.isEmpty() || values.size() > limit || values.stream().anyMatch(Objects::isNull)) {
      throw new Failure.Invalid(
          ErrorCode.BAD_FIELD, field + ": expected 1 to " + limit + ", or none for all");
    }
    return List.copyOf(values);
  }
}
