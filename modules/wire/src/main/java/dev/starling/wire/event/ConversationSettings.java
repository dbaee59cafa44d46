package dev.starling.wire.event;

import java.time.Instant;

/// How somebody keeps a conversation. Nobody else knows.
///
/// @param mutedUntil nothing of it is pushed until then, null for not muted
/// @param archived true, or null
/// @param pinned true, or null: to the top of their list
/// @param markedUnread true, or null; ends when they read
public record ConversationSettings(
    Instant mutedUntil, Boolean archived, Boolean pinned, Boolean markedUnread) {

  public static final ConversationSettings USUAL = new ConversationSettings(null, null, null, null);
}
