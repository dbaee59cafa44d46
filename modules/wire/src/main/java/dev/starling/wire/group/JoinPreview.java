package dev.starling.wire.group;

import dev.starling.wire.ConversationId;

/// A group as somebody sees it who has a link to it.
///
/// @param memberCount everyone in it
/// @param approval whether an admin has to let one in
public record JoinPreview(
    ConversationId conversation,
    String title,
    String description,
    String picture,
    int memberCount,
    boolean approval) {}
