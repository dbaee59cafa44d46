package dev.starling.wire.group;

import dev.starling.wire.ConversationId;

/// What came of using a link.
///
/// @param seq the event that made one a member, null while an admin has to decide
/// @param pending whether an admin has to decide
public record Joined(ConversationId conversation, Long seq, boolean pending) {}
