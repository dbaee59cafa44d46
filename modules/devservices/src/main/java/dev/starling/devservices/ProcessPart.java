package dev.starling.devservices;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/// A part that is a process on this machine. Owned by one thread, except that any thread may stop
/// it while it starts.
final class ProcessPart implements Part {

  private static final Duration BETWEEN_PROBES = Duration.ofMillis(25);

  private final Recipe recipe;
  private final Leftover leftover;
  private volatile ChildProcess process;

  ProcessPart(Recipe recipe, Home home) {
    this.recipe = recipe;
    this.leftover = new Leftover(home.pidFile(recipe.name().replace(' ', '-')));
  }

  @Override
  public String name() {
    return recipe.name();
  }

  @Override
  public int port() {
    return recipe.port();
  }

  @Override
  public long pid() {
    return process.pid();
  }

  @Override
  public void start() {
    if (runs()) {
      return;
    }
    try {
      leftover.awaitEnd();
      refuseTakenPort();
      recipe.prepare();
      process = ChildProcess.start(recipe.command());
      leftover.replaceWith(process.handle());
      awaitReady();
    } catch (IOException e) {
      throw new CannotStart(name() + " cannot be started: " + e.getMessage() + ".", e);
    }
  }

  @Override
  public void stop() {
    if (runs()) {
      process.end();
    }
  }

  /// Lets the end begin without waiting for it, so that several parts can end at the same time.
  void askToEnd() {
    if (runs()) {
      process.askToEnd();
    }
  }

  @Override
  public void kill() {
    if (runs()) {
      process.kill();
    }
  }

  @Override
  public void discard() {
    if (runs()) {
      process.end(recipe.discardSignal());
    }
  }

  @Override
  public void pause() {
    process.pause();
  }

  @Override
  public void resume() {
    process.resume();
  }

  /// Completes with the exit code when the running process ends and nobody here asked it to.
  CompletableFuture<Integer> death() {
    return process.death();
  }

  /// The end of its log, where a process that died says why.
  String lastWords() {
    return "Its log, %s, ends with:\n%s".formatted(process.log(), Home.lastLines(process.log()));
  }

  private boolean runs() {
    return process != null && process.isAlive();
  }

  private void refuseTakenPort() {
    if (!Ports.isFree(port())) {
      throw new CannotStart(
          "Port %d is taken by another program, and %s needs it.".formatted(port(), name()));
    }
  }

  private void awaitReady() {
    long deadline = System.nanoTime() + recipe.readyWithin().toNanos();
    while (!isReady()) {
      if (process.endsWithin(BETWEEN_PROBES)) {
        throw new CannotStart(
            process.wasAskedToEnd()
                ? name() + " was stopped while it started."
                : name() + " ended while it started. " + lastWords());
      }
      if (System.nanoTime() > deadline) {
        process.kill();
        throw new CannotStart(
            "%s was not ready within %d s. %s"
                .formatted(name(), recipe.readyWithin().toSeconds(), lastWords()));
      }
    }
  }

  private boolean isReady() {
    try {
      return recipe.isReady(process.pid());
    } catch (IOException e) {
      return false;
    }
  }
}
