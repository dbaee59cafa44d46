package dev.starling.wire.conversation;

import dev.starling.wire.ConversationId;
import dev.starling.wire.event.ConversationEvent;
import java.time.Instant;

/// A thread as one of those who follow it sees it.
///
/// @param root what the replies stand under; nothing but its place when it is gone
/// @param readSeq how far the asker has read it
/// @param unread replies of others behind readSeq; counted up to 1,000
/// @param mentions how many of the unread ones mention the asker; counted up to 1,000
/// @param lastSeq the last reply, also when it was deleted
/// @param lastAt when that came
public record FollowedThread(
    ConversationId conversation,
    ConversationEvent.Message root,
    long readSeq,
    long unread,
    long mentions,
    long lastSeq,
    Instant lastAt) {}
