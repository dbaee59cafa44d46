package dev.starling.connection;

import dev.starling.account.Revocations;
import dev.starling.messaging.sync.Sync;

/// What the sockets of a node need from the rest of it.
public record SocketServices(
    Authentication authentication,
    Revocations revocations,
    Commands commands,
    Sync sync,
    Sockets sockets,
    ConnectionConfig config) {}
