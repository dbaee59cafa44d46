package dev.starling.bench.load;

import dev.starling.bench.load.client.Crowd;
import dev.starling.bench.load.client.Device;
import dev.starling.bench.load.client.Person;
import dev.starling.bench.load.measure.Schedule;
import dev.starling.bench.load.measure.Timings;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/// Sockets that are opened one after the other by a plan, until each has caught up or failed. Owned
/// by the event loop; counts and latency may be read from elsewhere.
final class Connecting {

  private final Crowd crowd;
  private final List<Person> people;
  private final Schedule schedule;
  private final Device[] devices;
  private final Map<String, Long> errors = new TreeMap<>();
  private final LongAdder connected = new LongAdder();
  private final Timings timings = new Timings();
  private final Promise<Void> done = Promise.promise();
  private int ended;
  private volatile long lastNanos;

  Connecting(Crowd crowd, List<Person> people, Schedule schedule) {
    this.crowd = crowd;
    this.people = people;
    this.schedule = schedule;
    this.devices = new Device[people.size()];
    this.lastNanos = schedule.beginNanos();
  }

  /// Opens the socket that is due.
  void open(long index) {
    crowd
        .connect(people.get((int) index))
        .onComplete(
            result -> {
              if (result.succeeded()) {
                opened((int) index, result.result());
              } else {
                count("not connected: " + result.cause().getMessage());
              }
              ended++;
              if (ended == people.size()) {
                done.complete();
              }
            });
  }

  /// Completes when all have connected or failed.
  Future<Void> done() {
    return done.future();
  }

  /// The device of somebody, null if it did not connect.
  Device device(int index) {
    return devices[index];
  }

  long connected() {
    return connected.sum();
  }

  /// From the first due time until the last one had caught up.
  double seconds() {
    return (lastNanos - schedule.beginNanos()) / 1e9;
  }

  /// From when a socket should have been opened until its event stream ran.
  Timings timings() {
    return timings;
  }

  Map<String, Long> errors() {
    return new TreeMap<>(errors);
  }

  private void opened(int index, Device device) {
    devices[index] = device;
    device.listen(new Watch());
    lastNanos = System.nanoTime();
    timings.record(lastNanos - schedule.dueAt(index));
    connected.increment();
  }

  private void count(String reason) {
    errors.merge(reason, 1L, Long::sum);
  }

  /// Nobody writes: all there is to hear is the end.
  private final class Watch implements Device.Listener {

    @Override
    public void closed(int code) {
      count("socket closed with " + code);
    }
  }
}
