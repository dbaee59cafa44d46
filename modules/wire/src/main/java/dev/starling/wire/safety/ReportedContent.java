package dev.starling.wire.safety;

import dev.starling.wire.event.MessageDetail;

/// What was there when it was reported. What does not apply is null.
///
/// @param text of a message or a story
/// @param detail of a message
/// @param title of a group
/// @param description of a group
public record ReportedContent(
    String text,
    MessageDetail detail,
    String title,
    String description,
    String username,
    String displayName) {}
