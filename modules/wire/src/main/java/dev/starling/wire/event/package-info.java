/// What a client's inbox says.
///
/// A [dev.starling.wire.event.ConversationEvent] is durable: it has a place in its conversation's
/// sequence and survives a resume. A [dev.starling.wire.event.Signal] is worth something only now,
/// has no place, and may be dropped when a reader is slow.
@CheckReturnValue
package dev.starling.wire.event;

import com.google.errorprone.annotations.CheckReturnValue;
