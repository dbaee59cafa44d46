package dev.starling.bench.load;

import dev.starling.bench.load.client.Crowd;
import dev.starling.bench.load.client.Device;
import dev.starling.bench.load.client.Frame;
import dev.starling.bench.load.client.Person;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/// Somebody whose node dies, and who comes back on another one, as a good client does: with
/// back-off, from the last cursor on, leaving out what is sent again. Has at most one conversation,
/// so that one sequence tells what is old. Owned by the event loop.
final class Refugee implements Device.Listener {

  /// What a refugee needs of the world.
  ///
  /// @param timer runs something after so many milliseconds
  /// @param failures counts an attempt that failed, by its reason
  /// @param returned told when somebody has caught up again
  record World(
      Crowd crowd, BackOff backOff, Timer timer, Consumer<String> failures, LongConsumer returned) {

    interface Timer {
      void after(long millis, Runnable task);
    }
  }

  private final World world;
  private final Person elsewhere;
  private Device device;
  private Device.Listener listener;
  private long lastSeq;
  private long repeated;
  private long toldMillis;
  private int attempts;
  private boolean isAway;

  /// @param device on the node that will die
  /// @param elsewhere the same person, on one that will not
  Refugee(World world, Device device, Person elsewhere) {
    this.world = world;
    this.device = device;
    this.elsewhere = elsewhere;
  }

  /// From now on whoever listens hears only what is new, and nothing of sockets that end.
  void stepBetween() {
    listener = device.listener();
    device.listen(this);
  }

  boolean isAway() {
    return isAway;
  }

  /// How many messages were sent again that were known already.
  long repeated() {
    return repeated;
  }

  /// How often a socket was opened since the node died.
  int attempts() {
    return attempts;
  }

  @Override
  public void event(Frame event) {
    if (event.isDraining()) {
      toldMillis = event.reconnectAfterMs();
    }
    if (event.hasText() && event.seq() <= lastSeq) {
      repeated++;
      return;
    }
    if (event.hasText()) {
      lastSeq = event.seq();
    }
    listener.event(event);
  }

  @Override
  public void answered(long question, Frame answer) {
    listener.answered(question, answer);
  }

  /// A socket that is lost, or that did not open.
  @Override
  public void closed(int code) {
    isAway = true;
    world.timer().after(world.backOff().millis(attempts, toldMillis), this::comeBack);
    toldMillis = 0;
  }

  private void comeBack() {
    attempts++;
    world
        .crowd()
        .resume(elsewhere, device.cursor(), this)
        .onSuccess(this::back)
        .onFailure(cause -> world.failures().accept(cause.getMessage()));
  }

  private void back(Device newDevice) {
    device = newDevice;
    isAway = false;
    world.returned().accept(System.nanoTime());
  }
}
