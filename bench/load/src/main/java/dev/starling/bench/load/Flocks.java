package dev.starling.bench.load;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.starling.bench.load.Flock.Opened;
import dev.starling.bench.load.Flock.Progress;
import dev.starling.bench.load.Flock.Reached;
import dev.starling.bench.load.client.Person;
import dev.starling.bench.load.client.SetupException;
import dev.starling.bench.load.measure.Tally;
import dev.starling.bench.load.measure.Timings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/// All flocks of a scenario as one. Owned by the main thread.
final class Flocks implements Sampler.Source {

  static final String CONNECTED = "connected";

  private final List<Flock> all;
  private Timings connecting = new Timings();

  private Flocks(List<Flock> all) {
    this.all = all;
  }

  /// One flock in this process, or several in processes of their own if they are too many for one.
  ///
  /// @param conversations of the first with the second, the third with the fourth, and so on
  /// @param perProcessMax people of a process
  static Flocks of(
      Bench bench, List<Person> people, List<String> conversations, int perProcessMax) {
    if (people.size() <= perProcessMax) {
      return new Flocks(List.of(new LocalFlock(bench, people, conversations)));
    }
    int processes = Math.ceilDiv(people.size(), perProcessMax);
    int pairsEach = Math.ceilDiv(conversations.size(), processes);
    List<Flock> flocks = new ArrayList<>();
    for (int from = 0; from < conversations.size(); from += pairsEach) {
      int to = Math.min(conversations.size(), from + pairsEach);
      flocks.add(
          RemoteFlock.start(
              bench.settings(), people.subList(2 * from, 2 * to), conversations.subList(from, to)));
    }
    return new Flocks(flocks);
  }

  int size() {
    return all.size();
  }

  void open(double rate, Duration after) {
    connecting = new Timings();
    all.forEach(flock -> flock.open(rate / all.size(), after));
  }

  Opened opened() {
    List<Opened> opened = together(Flock::opened);
    return new Opened(
        opened.stream().mapToLong(Opened::connected).sum(),
        opened.stream().mapToDouble(Opened::seconds).max().orElseThrow());
  }

  /// From when a socket was due until it had caught up.
  Timings connecting() {
    look();
    return connecting;
  }

  Reached reach(int run, double rate) {
    List<Reached> reached = together(flock -> flock.reach(run, rate / all.size()));
    Timings times = new Timings();
    Map<String, Long> errors = new TreeMap<>();
    Tally tally = Tally.NOTHING;
    long alive = 0;
    for (Reached each : reached) {
      alive += each.alive();
      tally = tally.plus(each.tally());
      times.add(each.times());
      each.errors().forEach((name, count) -> errors.merge(name, count, Long::sum));
    }
    return new Reached(alive, tally, times.written(), errors);
  }

  void shut() {
    together(
        flock -> {
          flock.shut();
          return true;
        });
  }

  void end() {
    all.forEach(Flock::end);
  }

  @Override
  public Map<String, Long> counts() {
    return Map.of(CONNECTED, look());
  }

  @Override
  public Timings.Summary latency() {
    return connecting.sinceLast();
  }

  @CanIgnoreReturnValue
  private long look() {
    long connected = 0;
    for (Flock flock : all) {
      Progress progress = flock.progress();
      connected += progress.connected();
      connecting.add(progress.times());
    }
    return connected;
  }

  /// Asks all at the same time, because each may take long.
  @CanIgnoreReturnValue
  private <T> List<T> together(Function<Flock, T> question) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<T> answers = new ArrayList<>();
      for (var answer :
          threads.invokeAll(
              all.stream().map(flock -> (Callable<T>) () -> question.apply(flock)).toList())) {
        answers.add(answer.get());
      }
      return answers;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof SetupException setup ? setup : new IllegalStateException(e);
    } catch (InterruptedException e) {
      throw new SetupException("interrupted", e);
    }
  }
}
