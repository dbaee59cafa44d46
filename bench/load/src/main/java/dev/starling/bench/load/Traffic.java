package dev.starling.bench.load;

import dev.starling.bench.load.client.Device;
import dev.starling.bench.load.client.Frame;
import dev.starling.bench.load.measure.Ledger;
import dev.starling.bench.load.measure.Ledger.Arrival;
import dev.starling.bench.load.measure.Ledger.Reception;
import dev.starling.bench.load.measure.Payload;
import dev.starling.bench.load.measure.Schedule;
import dev.starling.bench.load.measure.Tally;
import dev.starling.bench.load.measure.Timings;
import dev.starling.wire.ErrorCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/// The messages of one run: writes them, hears them, and notes what became of each. Message `index`
/// is written in channel `index mod channels`, as its number `index / channels`. Owned by the event
/// loop; counters and timings may be read from elsewhere.
final class Traffic implements Sampler.Source {

  static final String SENT = "sent";
  static final String ACKNOWLEDGED = "acknowledged";
  static final String DELIVERED = "delivered";

  private final int run;
  private final List<Channel> channels;
  private final Schedule schedule;
  private final long firstMeasured;
  private final int textBytes;
  private final ClientIds clientIds = new ClientIds();

  private final Ledger ledger = new Ledger();
  private final List<Ledger.Stream> streams = new ArrayList<>();
  private final Map<String, Long> errors = new TreeMap<>();

  private final LongAdder sent = new LongAdder();
  private final LongAdder acknowledged = new LongAdder();
  private final LongAdder delivered = new LongAdder();
  private final Timings warmUp = new Timings();
  private final Timings delivery = new Timings();
  private final Timings acknowledgement = new Timings();
  private final Timings lateness = new Timings();

  /// Until the last of a message's hearers has it.
  private final Timings toTheLast = new Timings();

  /// Of each message that some of its hearers have, by index, how many have it.
  private final Map<Long, Integer> havers = new HashMap<>();

  /// @param firstMeasured the index of the first message whose times count
  Traffic(int run, List<Channel> channels, Schedule schedule, long firstMeasured, int textBytes) {
    this.run = run;
    this.channels = channels;
    this.schedule = schedule;
    this.firstMeasured = firstMeasured;
    this.textBytes = textBytes;
  }

  /// Whether a message has more than one hearer, so that messages and deliveries are not the same.
  boolean isToMany() {
    return channels.stream().anyMatch(channel -> channel.hearers().size() > 1);
  }

  /// From now on all devices hear for this run.
  void listen() {
    Map<Device, Ear> ears = new LinkedHashMap<>();
    for (int stream = 0; stream < channels.size(); stream++) {
      Channel channel = channels.get(stream);
      streams.add(ledger.stream());
      ears.computeIfAbsent(channel.writer(), Ear::new).writes(stream);
      for (Device hearer : channel.hearers()) {
        ears.computeIfAbsent(hearer, Ear::new).hears(stream);
      }
    }
    ears.forEach(Device::listen);
  }

  /// Writes the message that is due.
  void send(long index) {
    int stream = (int) (index % channels.size());
    Channel channel = channels.get(stream);
    int number = streams.get(stream).next();
    sent.increment();
    if (index >= firstMeasured) {
      lateness.record(System.nanoTime() - schedule.dueAt(index));
    }
    if (channel.writer().isClosed()) {
      failed(index, "not sent: the socket is closed");
      return;
    }
    String text = new Payload(run, stream, number).text(textBytes);
    channel
        .writer()
        .say(index, channel.conversation(), clientIds.next(), text)
        .onFailure(cause -> failed(index, "not sent: " + cause.getMessage()));
  }

  @Override
  public Map<String, Long> counts() {
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put(SENT, sent.sum());
    counts.put(ACKNOWLEDGED, acknowledged.sum());
    counts.put(DELIVERED, delivered.sum());
    return counts;
  }

  /// Of deliveries, those of the warm-up included.
  @Override
  public Timings.Summary latency() {
    Timings.Summary before = warmUp.sinceLast();
    Timings.Summary measured = delivery.sinceLast();
    return measured.count() > before.count() ? measured : before;
  }

  Timings delivery() {
    return delivery;
  }

  Timings toTheLast() {
    return toTheLast;
  }

  Timings acknowledgement() {
    return acknowledgement;
  }

  /// How late the generator itself was: high values say that it had no processor to run on.
  Timings lateness() {
    return lateness;
  }

  Tally tally() {
    return ledger.tally();
  }

  /// How often each came, by name. Messages that were never written are among them.
  Map<String, Long> errors() {
    return new TreeMap<>(errors);
  }

  private void answered(long index, Frame answer) {
    int stream = (int) (index % channels.size());
    if (answer.isError()) {
      ErrorCode code = ErrorCode.of(answer.failureCode());
      failed(index, code + " (" + answer.failureCode() + ")");
      return;
    }
    streams.get(stream).acknowledged(index / channels.size());
    acknowledged.increment();
    if (index >= firstMeasured) {
      acknowledgement.record(System.nanoTime() - schedule.dueAt(index));
    }
  }

  private void failed(long index, String reason) {
    streams.get((int) (index % channels.size())).refused(index / channels.size());
    count(reason);
  }

  private void count(String reason) {
    errors.merge(reason, 1L, Long::sum);
  }

  private void delivered(long index) {
    delivered.increment();
    long nanos = System.nanoTime() - schedule.dueAt(index);
    Timings timings = index >= firstMeasured ? delivery : warmUp;
    timings.record(nanos);
    int hearers = channels.get((int) (index % channels.size())).hearers().size();
    if (hearers > 1 && havers.merge(index, 1, Integer::sum) == hearers) {
      havers.remove(index);
      if (index >= firstMeasured) {
        toTheLast.record(nanos);
      }
    }
  }

  /// What one device hears.
  private final class Ear implements Device.Listener {

    private final Map<Integer, Reception> receptions = new HashMap<>();
    private final List<Integer> own = new ArrayList<>(1);

    Ear(Device device) {
      if (device.isClosed()) {
        count("closed before the run");
      }
    }

    void writes(int stream) {
      own.add(stream);
    }

    void hears(int stream) {
      receptions.put(stream, streams.get(stream).reception());
    }

    @Override
    public void message(String text) {
      Payload payload = Payload.parse(text);
      if (payload == null || payload.run() != run) {
        ledger.stray();
        return;
      }
      Reception reception = receptions.get(payload.stream());
      if (reception == null) {
        if (!own.contains(payload.stream())) {
          ledger.stray();
        }
        return;
      }
      Arrival arrival = reception.heard(payload.number());
      if (arrival == Arrival.IN_ORDER || arrival == Arrival.REORDERED) {
        delivered(payload.number() * channels.size() + payload.stream());
      }
    }

    @Override
    public void answered(long question, Frame answer) {
      Traffic.this.answered(question, answer);
    }

    @Override
    public void closed(int code) {
      count("socket closed with " + code);
    }
  }
}
