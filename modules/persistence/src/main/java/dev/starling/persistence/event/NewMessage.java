package dev.starling.persistence.event;

import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;

/// A message before it has a place.
///
/// @param clientId the sender's name for it; the same name again is the same message
/// @param detail what was said besides the text, as JSON; null for nothing
public record NewMessage(
    ConversationId conversation, UserId sender, String clientId, String text, String detail)
    implements Write {

  private static final int ROW_OVERHEAD_BYTES = 64;

  /// Nothing but a text.
  public NewMessage(ConversationId conversation, UserId sender, String clientId, String text) {
    this(conversation, sender, clientId, text, null);
  }

  @Override
  public int bytes() {
    return ROW_OVERHEAD_BYTES
        + clientId.length()
        + text.length()
        + (detail == null ? 0 : detail.length());
  }
}
