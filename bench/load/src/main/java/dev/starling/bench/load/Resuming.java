package dev.starling.bench.load;

import dev.starling.bench.load.client.Crowd;
import dev.starling.bench.load.client.Device;
import dev.starling.bench.load.client.Frame;
import dev.starling.bench.load.client.Person;
import dev.starling.bench.load.measure.Ledger;
import dev.starling.bench.load.measure.Ledger.Arrival;
import dev.starling.bench.load.measure.Payload;
import dev.starling.bench.load.measure.Timings;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/// Sockets that come back, all at once, for what they have missed. Owned by the event loop; counts
/// and latency may be read from elsewhere.
final class Resuming implements Sampler.Source {

  static final String RECEIVED = "received";

  private final Crowd crowd;
  private final int run;
  private final List<Returning> returning;
  private final Map<String, Long> errors = new TreeMap<>();
  private final List<Device> devices = new ArrayList<>();
  private final LongAdder received = new LongAdder();
  private final Timings catchingUp = new Timings();
  private volatile long lastNanos;

  /// Somebody who comes back.
  ///
  /// @param missed what they must hear, by the number of the stream
  record Returning(Person person, String cursor, Map<Integer, Ledger.Reception> missed) {}

  Resuming(Crowd crowd, int run, List<Returning> returning) {
    this.crowd = crowd;
    this.run = run;
    this.returning = List.copyOf(returning);
  }

  /// Completes when all have caught up or failed.
  Future<Void> start() {
    long begin = System.nanoTime();
    List<Future<Void>> all = new ArrayList<>();
    for (Returning one : returning) {
      all.add(
          crowd
              .resume(one.person(), one.cursor(), new Ear(one.missed()))
              .onSuccess(device -> caughtUp(device, begin))
              .onFailure(cause -> fail("not resumed: " + cause.getMessage()))
              .<Void>mapEmpty()
              .otherwiseEmpty());
    }
    return Future.join(all).mapEmpty();
  }

  /// When the last one had caught up.
  long lastNanos() {
    return lastNanos;
  }

  long received() {
    return received.sum();
  }

  /// From the opening of a socket until it had caught up.
  Timings catchingUp() {
    return catchingUp;
  }

  /// How often each came, by name.
  Map<String, Long> errors() {
    return new TreeMap<>(errors);
  }

  Future<Void> close() {
    return Future.join(devices.stream().map(Device::close).toList()).mapEmpty();
  }

  @Override
  public Map<String, Long> counts() {
    return Map.of(RECEIVED, received.sum());
  }

  @Override
  public Timings.Summary latency() {
    return catchingUp.sinceLast();
  }

  private void caughtUp(Device device, long begin) {
    devices.add(device);
    lastNanos = System.nanoTime();
    catchingUp.record(lastNanos - begin);
  }

  private void fail(String reason) {
    errors.merge(reason, 1L, Long::sum);
  }

  private final class Ear implements Device.Listener {

    private final Map<Integer, Ledger.Reception> missed;

    Ear(Map<Integer, Ledger.Reception> missed) {
      this.missed = missed;
    }

    @Override
    public void event(Frame event) {
      if (event.isTooLong()) {
        fail("too-long");
      } else if (event.hasText()) {
        message(event.payload());
      }
    }

    private void message(Payload payload) {
      Ledger.Reception reception =
          payload == null || payload.run() != run ? null : missed.get(payload.stream());
      if (reception == null) {
        fail("a message that was not missed");
        return;
      }
      Arrival arrival = reception.heard(payload.number());
      if (arrival == Arrival.IN_ORDER || arrival == Arrival.REORDERED) {
        received.increment();
      }
    }
  }
}
