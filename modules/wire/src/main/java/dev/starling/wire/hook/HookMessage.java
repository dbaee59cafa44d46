package dev.starling.wire.hook;

import dev.starling.wire.MediaId;
import java.util.List;

/// What a program posts through a webhook.
///
/// @param attachments files of the bot, null for none; it may be without a text then
public record HookMessage(String text, List<MediaId> attachments) {}
