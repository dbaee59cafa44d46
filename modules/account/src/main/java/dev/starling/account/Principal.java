package dev.starling.account;

import dev.starling.wire.SessionId;
import dev.starling.wire.UserId;

/// Who is behind a request: a person, by way of one signed-in device.
public record Principal(UserId user, SessionId session) {}
