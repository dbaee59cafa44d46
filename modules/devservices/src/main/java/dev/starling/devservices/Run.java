package dev.starling.devservices;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;

/// One run of the program: what it has started, what dies of it, and the order in which it ends.
/// The latest ends first, because nodes need services to end well.
final class Run {

  /// A part that ended and was not asked to.
  private record Death(ProcessPart part, int exitCode) {

    @Override
    public String toString() {
      return "%s (process %d) ended with exit code %d".formatted(part.name(), part.pid(), exitCode);
    }

    String inFull() {
      return this + ". " + part.lastWords();
    }
  }

  private final Home home;
  private final HomeLock lock;
  private final ServerSizes sizes;
  private final List<List<ProcessPart>> groups = new ArrayList<>();
  private final BlockingQueue<Death> deaths = new LinkedBlockingQueue<>();
  private final CompletableFuture<Death> firstDeath = new CompletableFuture<>();

  private Run(Home home, HomeLock lock, ServerSizes sizes) {
    this.home = home;
    this.lock = lock;
    this.sizes = sizes;
  }

  /// Takes a place for this run. Whatever the run starts there ends with this JVM.
  static Run on(Place place) {
    Home home = place.home();
    Run run = new Run(home, HomeLock.take(home), place.sizes());
    place.tidy(home);
    Runtime.getRuntime().addShutdownHook(new Thread(run::end, "end"));
    return run;
  }

  Home home() {
    return home;
  }

  /// Before anything is started, because nothing is more annoying than to hear it afterwards.
  void refuseTakenPorts(List<Integer> ports) {
    for (int port : ports) {
      if (!Ports.isFree(port)) {
        throw new CannotStart(
            "Port %d is taken by another program: end that, or choose another with --port."
                .formatted(port));
      }
    }
  }

  Backing.Addresses startServices() {
    Backing backing = new Backing(new EmbeddedSupply(home, Ports::freeOr, sizes));
    start(backing.parts(), part -> "127.0.0.1:" + part.port());
    return backing.addresses();
  }

  /// The first one makes the schema and the cluster, the others join.
  void startNodes(List<ProcessPart> nodes) {
    Function<ProcessPart, String> where =
        part -> "http://127.0.0.1:%d   process %d".formatted(part.port(), part.pid());
    start(nodes.subList(0, 1), where);
    start(nodes.subList(1, nodes.size()), where);
  }

  /// @return the exit code
  int untilAPartDies() {
    System.err.println(nextDeath().inFull());
    return 1;
  }

  /// @return the exit code
  int untilAllNodesDied(List<ProcessPart> nodes) {
    Set<ProcessPart> alive = new HashSet<>(nodes);
    while (true) {
      Death death = nextDeath();
      if (!alive.remove(death.part()) || alive.isEmpty()) {
        System.err.println(death.inFull());
        return 1;
      }
      System.out.println(death + "; the others go on.");
    }
  }

  /// Starts parts at the same time and returns once all are ready. Nobody waits for the slow ones
  /// when one has failed.
  private void start(List<ProcessPart> parts, Function<ProcessPart, String> where) {
    synchronized (groups) {
      groups.add(parts);
    }
    CompletableFuture<Void> ready = new CompletableFuture<>();
    CompletableFuture<?>[] starts =
        parts.stream()
            .map(part -> CompletableFuture.runAsync(() -> start(part, where), this::inThread))
            .map(start -> start.exceptionally(failure -> fail(ready, failure)))
            .toArray(CompletableFuture[]::new);
    CompletableFuture.allOf(starts).thenRun(() -> ready.complete(null));
    firstDeath.thenAccept(death -> ready.completeExceptionally(new CannotStart(death.inFull())));
    try {
      ready.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof CannotStart sentence ? sentence : e;
    }
  }

  private static Void fail(CompletableFuture<Void> ready, Throwable failure) {
    ready.completeExceptionally(
        failure instanceof CompletionException ? failure.getCause() : failure);
    return null;
  }

  private void inThread(Runnable task) {
    Thread.ofPlatform().daemon().start(task);
  }

  private void start(ProcessPart part, Function<ProcessPart, String> where) {
    long begin = System.nanoTime();
    part.start();
    part.death().thenAccept(exitCode -> died(new Death(part, exitCode)));
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    // One string, because several parts may be saying so at once.
    System.out.println(
        String.format(
            Locale.ROOT,
            "%-13s started in %4.1f s   %s",
            part.name(),
            took.toMillis() / 1000.0,
            where.apply(part)));
  }

  private void died(Death death) {
    deaths.add(death);
    firstDeath.complete(death);
  }

  private Death nextDeath() {
    try {
      return deaths.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotStart("Interrupted while everything ran.", e);
    }
  }

  private void end() {
    List<List<ProcessPart>> started;
    synchronized (groups) {
      started = List.copyOf(groups);
    }
    if (!started.isEmpty()) {
      System.out.println("Ending everything.");
    }
    for (List<ProcessPart> group : started.reversed()) {
      group.forEach(ProcessPart::askToEnd);
      group.forEach(ProcessPart::stop);
    }
    lock.close();
  }
}
