package dev.starling.wire.conversation;

import dev.starling.wire.ConversationId;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.MediaId;
import dev.starling.wire.ScheduledId;
import java.time.Instant;
import java.util.List;

/// A message that waits for its time, or that could not be sent when it had come.
///
/// @param clientId the name that the message will have
/// @param failure why it could not be sent, null while it waits
/// @param attachments the files that it will bring, null for none
public record Scheduled(
    ScheduledId id,
    ConversationId conversation,
    String clientId,
    String text,
    Instant at,
    ErrorCode failure,
    List<MediaId> attachments) {

  public Scheduled {
    attachments = attachments == null ? null : List.copyOf(attachments);
  }
}
