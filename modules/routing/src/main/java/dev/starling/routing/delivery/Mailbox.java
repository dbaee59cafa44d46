package dev.starling.routing.delivery;

import dev.starling.wire.cluster.Delivery;
import io.vertx.core.Context;

/// One socket's end of the line on this node.
public interface Mailbox {

  /// Where [#receive] is to be called.
  Context context();

  /// Takes a delivery that is for this socket's user. Never blocks and never fails.
  void receive(Delivery delivery);
}
