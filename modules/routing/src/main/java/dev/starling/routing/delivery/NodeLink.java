package dev.starling.routing.delivery;

import dev.starling.routing.bus.Addresses;
import dev.starling.routing.bus.Bus;
import dev.starling.routing.directory.Members;
import dev.starling.wire.cluster.Deliver;
import dev.starling.wire.cluster.Delivery;
import dev.starling.wire.cluster.Received;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What goes to one other node: at once when nothing is on its way, gathered while something is.
/// Owned by the router's context.
final class NodeLink {

  private static final Logger LOG = LoggerFactory.getLogger(NodeLink.class);

  /// Ids, lengths and the like around a frame.
  private static final int OVERHEAD_BYTES = 48;

  private final String node;
  private final Bus bus;
  private final Members members;
  private final RoutingConfig config;
  private final DeliveryStats stats;
  private final Queue<Delivery> queue = new ArrayDeque<>();
  private int queuedBytes;
  private int inFlight;

  NodeLink(String node, Bus bus, Members members, RoutingConfig config, DeliveryStats stats) {
    this.node = node;
    this.bus = bus;
    this.members = members;
    this.config = config;
    this.stats = stats;
  }

  void add(List<? extends Delivery> deliveries) {
    for (Delivery delivery : deliveries) {
      int bytes = bytes(delivery);
      if (queuedBytes + bytes > config.queuedBytesMax()) {
        stats.dropped().increment();
      } else {
        queue.add(delivery);
        queuedBytes += bytes;
      }
    }
    send();
  }

  private void send() {
    boolean full = queuedBytes >= config.batchBytesMax();
    while (!queue.isEmpty() && (inFlight == 0 || (full && inFlight < config.inFlightMax()))) {
      Deliver batch = new Deliver(take());
      inFlight++;
      stats.busMessages().increment();
      long since = System.nanoTime();
      ask(batch, since)
          .onComplete(
              done -> {
                inFlight--;
                if (done.failed()) {
                  stats.dropped().add(batch.deliveries().size());
                  LOG.warn("gave up {} deliveries to {}", batch.deliveries().size(), node);
                } else {
                  stats.acknowledged().increment();
                  stats.acknowledgedNanos().add(System.nanoTime() - since);
                }
                send();
              });
    }
  }

  /// The bus may have lost the batch or only its acknowledgement; receivers sort out repetitions.
  private Future<Received> ask(Deliver batch, long since) {
    return bus.ask(Addresses.deliverTo(node), batch)
        .recover(
            cause ->
                members.contains(node) && System.nanoTime() - since < config.retryFor().toNanos()
                    ? ask(batch, since)
                    : Future.failedFuture(cause));
  }

  private List<Delivery> take() {
    List<Delivery> batch = new ArrayList<>();
    int bytes = 0;
    while (!queue.isEmpty() && bytes < config.batchBytesMax()) {
      Delivery delivery = queue.remove();
      bytes += bytes(delivery);
      batch.add(delivery);
    }
    queuedBytes -= bytes;
    return batch;
  }

  private static int bytes(Delivery delivery) {
    return OVERHEAD_BYTES + delivery.frame().length() + delivery.recipients().size() * Long.BYTES;
  }
}
