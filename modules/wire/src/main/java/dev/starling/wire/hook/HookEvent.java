package dev.starling.wire.hook;

import dev.starling.wire.HookId;
import dev.starling.wire.UserId;
import dev.starling.wire.event.ConversationEvent;

/// The body of a request to an event hook.
///
/// @param bot whose conversation it is
/// @param event as sockets get it
public record HookEvent(HookId hook, UserId bot, ConversationEvent event) {}
