package dev.starling.routing.delivery;

import dev.starling.wire.cluster.Delivery;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A mailbox that keeps what it gets, and on which thread.
final class RecordingMailbox implements Mailbox {

  private final Context context;
  private final List<Delivery> received = new CopyOnWriteArrayList<>();

  RecordingMailbox(Vertx vertx) {
    this.context = vertx.getOrCreateContext();
  }

  @Override
  public Context context() {
    return context;
  }

  @Override
  public void receive(Delivery delivery) {
    received.add(delivery);
  }

  List<String> frames() {
    return received.stream().map(Delivery::frame).toList();
  }

  List<Delivery> received() {
    return received;
  }
}
