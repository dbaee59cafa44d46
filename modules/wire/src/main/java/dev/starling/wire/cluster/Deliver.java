package dev.starling.wire.cluster;

import java.util.List;

/// Everything one node has for the sockets of another at this moment.
public record Deliver(List<Delivery> deliveries) {
  public Deliver {
    deliveries = List.copyOf(deliveries);
  }
}
