package dev.starling.routing.bus;

import dev.starling.wire.cluster.SessionsRevoked;

/// Every address on the event bus. If it is not listed here, it does not exist.
///
/// There are a handful for each node and none for each user: a clustered registration costs 0.4–0.8
/// ms of CPU, 5–6 kB on every node, and a scan of them all when a node dies.
public final class Addresses {

  public static final Topic<SessionsRevoked> SESSIONS_REVOKED =
      new Topic<>("session.revoked", SessionsRevoked.class);

  private Addresses() {}
}
