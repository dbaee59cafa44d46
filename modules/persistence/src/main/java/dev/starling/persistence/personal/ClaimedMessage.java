package dev.starling.persistence.personal;

import dev.starling.wire.ScheduledId;
import dev.starling.wire.UserId;
import dev.starling.wire.conversation.SendMessage;

/// A scheduled message whose time has come, taken by one node for a while.
public record ClaimedMessage(ScheduledId id, UserId sender, SendMessage message) {}
