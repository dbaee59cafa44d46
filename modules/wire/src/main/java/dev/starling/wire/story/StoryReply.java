package dev.starling.wire.story;

import dev.starling.wire.MediaId;
import java.util.List;

/// What somebody says to the author of a story, between the two.
///
/// @param clientId the sender's own name for the message, as of any message
/// @param attachments the sender's files that it brings, null for none
public record StoryReply(String clientId, String text, List<MediaId> attachments) {}
