package dev.starling.wire.cluster;

/// It is with the sockets' event loops now; the sender may forget it.
public record Received() {}
