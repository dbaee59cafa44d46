package dev.starling.persistence.event;

import dev.starling.wire.event.ConversationEvent;

/// An event and the transaction that wrote it.
public record StoredEvent(ConversationEvent event, long xid) {}
