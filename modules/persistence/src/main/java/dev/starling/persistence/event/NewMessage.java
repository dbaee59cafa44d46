package dev.starling.persistence.event;

import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;

/// A message before it has a place.
///
/// @param clientId the sender's name for it; the same name again is the same message
public record NewMessage(ConversationId conversation, UserId sender, String clientId, String text) {

  private static final int ROW_OVERHEAD_BYTES = 64;

  int bytes() {
    return ROW_OVERHEAD_BYTES + clientId.length() + text.length();
  }
}
