package dev.starling.persistence.hook;

import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import java.time.Instant;
import java.util.UUID;

/// One word for one target, leased, with what is to be said at this moment.
///
/// @param messageId the same in each attempt
/// @param attempts this one included
/// @param isWanted false when there is nothing to say any more
/// @param subscription null for the operator's endpoint
public record Delivery(
    long id,
    UUID messageId,
    boolean isNotify,
    int attempts,
    boolean isWanted,
    Subscription subscription,
    Content content) {

  /// Where a browser's push service is, and the keys to write to it.
  public record Subscription(long id, String endpoint, byte[] p256dh, byte[] auth) {}

  /// @param title of a group, null for a direct conversation
  /// @param text as it is now, null when there is none
  public record Content(
      UserId user,
      ConversationId conversation,
      long seq,
      int unread,
      String title,
      UserId sender,
      String senderName,
      Instant at,
      String text) {}
}
