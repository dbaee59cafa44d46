package dev.starling.bench.load;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.starling.bench.load.client.Crowd;
import dev.starling.bench.load.client.Device;
import dev.starling.bench.load.client.Person;
import dev.starling.bench.load.client.SetupException;
import dev.starling.bench.load.measure.Meter;
import dev.starling.bench.load.measure.ProcFs;
import dev.starling.bench.load.profile.FlameGraphs;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/// What a scenario works with. A scenario runs on the main thread, which may wait; clients and all
/// that they touch belong to one event loop, so that nothing there needs a lock.
public final class Bench {

  private static final long PROGRESS_EVERY = 50;

  private final Vertx vertx;
  private final Context loop;
  private final Settings settings;
  private final Console console;
  private final Target target;
  private final Meter meter;
  private final Crowd crowd;
  private final String database;
  private final FlameGraphs flameGraphs;

  private Bench(
      Vertx vertx, Settings settings, Target target, Console console, FlameGraphs flameGraphs) {
    this.vertx = vertx;
    this.loop = vertx.getOrCreateContext();
    this.settings = settings;
    this.console = console;
    this.target = target;
    this.flameGraphs = flameGraphs;
    this.meter = new Meter(ProcFs.ofThisMachine(), target.servers());
    this.database = target.database();
    this.crowd = onLoop(() -> Future.succeededFuture(new Crowd(vertx, target.nodes())));
  }

  private Bench(Bench bench, Settings settings) {
    this.vertx = bench.vertx;
    this.loop = bench.loop;
    this.settings = settings;
    this.console = bench.console;
    this.target = bench.target;
    this.meter = bench.meter;
    this.crowd = bench.crowd;
    this.database = bench.database;
    this.flameGraphs = bench.flameGraphs;
  }

  static Bench open(Settings settings, Target target, Console console) {
    return open(settings, target, console, FlameGraphs.none());
  }

  static Bench open(Settings settings, Target target, Console console, FlameGraphs flameGraphs) {
    Vertx vertx =
        Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setPreferNativeTransport(true));
    Bench bench = new Bench(vertx, settings, target, console, flameGraphs);
    if (!bench.meter.works()) {
      console.say("This system has no /proc: processor time and memory are not measured.");
    }
    return bench;
  }

  public Settings settings() {
    return settings;
  }

  public Vertx vertx() {
    return vertx;
  }

  Target target() {
    return target;
  }

  public Meter meter() {
    return meter;
  }

  /// Of a whole run, unless the scenario says what of it is measured.
  public FlameGraphs flameGraphs() {
    return flameGraphs;
  }

  /// Runs something on the event loop and waits for what it promises.
  @CanIgnoreReturnValue
  public <T> T onLoop(Supplier<Future<T>> task) {
    Promise<T> promise = Promise.promise();
    loop.runOnContext(
        now -> Future.succeededFuture().compose(any -> task.get()).onComplete(promise));
    return promise.future().await();
  }

  public List<Person> register(int count) {
    return crowd("accounts", count, (crowd, progress) -> crowd.register(count, progress));
  }

  public List<String> openPairs(List<Person> people) {
    return crowd(
        "conversations", people.size() / 2, (crowd, progress) -> crowd.openPairs(people, progress));
  }

  /// A direct conversation of each of the ones with the other in the same place.
  public List<String> openDirects(List<Person> ones, List<Person> others) {
    return crowd(
        "conversations",
        ones.size(),
        (crowd, progress) -> crowd.openDirects(ones, others, progress));
  }

  /// The first of every so many people takes the others of these as contacts.
  public void addContacts(List<Person> people, int each) {
    List<Void> added =
        crowd(
            "contacts",
            people.size(),
            (crowd, progress) -> crowd.addContacts(people, each, progress));
    if (added.size() != people.size()) {
      throw new IllegalStateException("contacts: " + added.size());
    }
  }

  /// The numbers of some messages of each person in the conversation of their pair.
  public List<List<Long>> write(List<Person> people, List<String> pairs, int each) {
    return crowd(
        "writers' first messages",
        people.size(),
        (crowd, progress) -> crowd.write(people, pairs, each, progress));
  }

  public List<String> openGroups(List<Person> people, int members) {
    return crowd(
        "groups",
        people.size() / members,
        (crowd, progress) -> crowd.openGroups(people, members, progress));
  }

  /// In this process: more than it may open files are refused.
  public List<Device> connect(List<Person> people) {
    FileLimit.checkHere(people.size());
    return crowd("sockets", people.size(), (crowd, progress) -> crowd.connect(people, progress));
  }

  /// For whatever has to be made while it is measured. To be used on the event loop.
  public Crowd crowd() {
    return crowd;
  }

  /// The same people and servers under another load.
  Bench with(Settings other) {
    return new Bench(this, other);
  }

  void say(String line) {
    console.say(line);
  }

  /// Where PostgreSQL is reached, for ballast.
  String database() {
    return database;
  }

  public void progress(String line) {
    console.progress(line);
  }

  void close() {
    vertx.close().await();
  }

  private <T> List<T> crowd(
      String what, int count, BiFunction<Crowd, IntConsumer, Future<List<T>>> task) {
    long begin = System.nanoTime();
    IntConsumer progress =
        done -> {
          if (done % PROGRESS_EVERY == 0) {
            console.progress("preparing: " + done + " of " + count + " " + what);
          }
        };
    List<T> made =
        onLoop(
            () ->
                task.apply(crowd, progress)
                    .recover(
                        cause ->
                            Future.failedFuture(
                                new SetupException(
                                    "Could not prepare " + what + ": " + cause.getMessage(),
                                    cause))));
    double seconds = (System.nanoTime() - begin) / 1e9;
    console.say("prepared %,d %s in %.1f s".formatted(count, what, seconds));
    return made;
  }
}
