package dev.starling.wire.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.starling.wire.event.ConversationEvent;
import java.util.List;

/// One page of a conversation's events.
///
/// @param next an opaque cursor for the page behind this one, null on the last page
public record History(
    List<ConversationEvent> items, @JsonInclude(JsonInclude.Include.ALWAYS) String next) {

  public History {
    items = List.copyOf(items);
  }
}
