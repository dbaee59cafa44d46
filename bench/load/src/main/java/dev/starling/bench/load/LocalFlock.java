package dev.starling.bench.load;

import dev.starling.bench.load.client.Device;
import dev.starling.bench.load.client.Person;
import dev.starling.bench.load.measure.Schedule;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// People whose sockets are in this process.
final class LocalFlock implements Flock {

  private final Bench bench;
  private final List<Person> people;
  private final List<String> conversations;
  private Connecting connecting;
  private Future<Void> opening;

  /// @param conversations of the first with the second, the third with the fourth, and so on
  LocalFlock(Bench bench, List<Person> people, List<String> conversations) {
    this.bench = bench;
    this.people = List.copyOf(people);
    this.conversations = List.copyOf(conversations);
  }

  @Override
  public void open(double rate, Duration after) {
    Schedule schedule = new Schedule(System.nanoTime() + after.toNanos(), rate);
    connecting = new Connecting(bench.crowd(), people, schedule);
    Pacer pacer = new Pacer(bench.vertx(), schedule, people.size(), connecting::open);
    opening = bench.onLoop(() -> Future.succeededFuture(pacer.start()));
  }

  @Override
  public Progress progress() {
    return new Progress(connecting.connected(), connecting.timings().written());
  }

  @Override
  public Opened opened() {
    opening.await();
    connecting.done().await();
    return new Opened(connecting.connected(), connecting.seconds());
  }

  @Override
  public Reached reach(int run, double rate) {
    List<Channel> alive = bench.onLoop(() -> Future.succeededFuture(alive()));
    OpenLoop loop = new OpenLoop(alive);
    OpenLoop.Once once = loop.once(bench.with(bench.settings().at(rate, Duration.ZERO)), run);
    Map<String, Long> errors = new TreeMap<>(once.errors());
    bench
        .onLoop(() -> Future.succeededFuture(connecting.errors()))
        .forEach((name, count) -> errors.merge(name, count, Long::sum));
    return new Reached(alive.size(), once.tally(), once.delivery().written(), errors);
  }

  @Override
  public void shut() {
    bench.onLoop(
        () -> {
          List<Future<Void>> closing = new ArrayList<>();
          for (int index = 0; index < people.size(); index++) {
            Device device = connecting.device(index);
            if (device != null && !device.isClosed()) {
              closing.add(device.close());
            }
          }
          // One that is closed by now from the other end is closed all the same.
          return Future.join(closing).otherwiseEmpty();
        });
  }

  @Override
  public void end() {
    // The event loop is the bench's.
  }

  private List<Channel> alive() {
    List<Channel> channels = new ArrayList<>();
    for (int pair = 0; pair < conversations.size(); pair++) {
      Device one = connecting.device(2 * pair);
      Device other = connecting.device(2 * pair + 1);
      if (one != null && other != null && !one.isClosed() && !other.isClosed()) {
        channels.add(new Channel(conversations.get(pair), one, List.of(other)));
        channels.add(new Channel(conversations.get(pair), other, List.of(one)));
      }
    }
    return channels;
  }
}
