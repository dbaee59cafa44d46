package dev.starling.devservices;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A process that ends when this JVM does, however this JVM ends: see `lifeline.sh`.
final class ChildProcess {

  /// What a process that ends only after having been killed may still take.
  private static final Duration GRACE = Duration.ofSeconds(5);

  private static final String LIFELINE = lifeline();

  private final Process process;
  private final Command command;
  private final CompletableFuture<Integer> death = new CompletableFuture<>();
  private volatile boolean asked;

  private ChildProcess(Process process, Command command) {
    this.process = process;
    this.command = command;
    process.onExit().thenRun(this::ended);
  }

  static ChildProcess start(Command command) throws IOException {
    List<String> words = new ArrayList<>(OwnSession.PREFIX);
    words.addAll(List.of("sh", "-c", LIFELINE, "lifeline"));
    words.addAll(List.of(command.endSignal(), Long.toString(command.patience().toSeconds())));
    words.addAll(command.words());
    ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(command.log().toFile()));
    builder.environment().putAll(command.environment());
    return new ChildProcess(builder.start(), command);
  }

  long pid() {
    return process.pid();
  }

  Path log() {
    return command.log();
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  int exitCode() {
    return process.exitValue();
  }

  boolean wasAskedToEnd() {
    return asked;
  }

  /// Completes with the exit code when the process ends and nobody here asked it to.
  CompletableFuture<Integer> death() {
    return death;
  }

  /// Whether the process ended within the given time.
  boolean endsWithin(Duration time) {
    try {
      return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotStart("Interrupted while waiting for a process.", e);
    }
  }

  /// Lets go of the lifeline, which asks the process to end and insists after its patience.
  void askToEnd() {
    asked = true;
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // Nobody reads it any more: the process is gone.
      return;
    }
  }

  void end() {
    askToEnd();
    if (!endsWithin(command.patience().plus(GRACE))) {
      kill();
    }
  }

  /// Sends it a signal that is to end it at once.
  void end(String signal) {
    asked = true;
    signal(signal, List.of(process.toHandle()));
    if (!endsWithin(GRACE)) {
      kill();
    }
  }

  void kill() {
    asked = true;
    List<ProcessHandle> family = family();
    family.forEach(ProcessHandle::destroyForcibly);
    family.forEach(member -> member.onExit().orTimeout(GRACE.toSeconds(), TimeUnit.SECONDS).join());
  }

  /// The parent goes first, so that it starts no child that nobody stops.
  void pause() {
    signal("STOP", family());
  }

  void resume() {
    signal("CONT", family().reversed());
  }

  private List<ProcessHandle> family() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
  }

  private void ended() {
    if (!asked) {
      death.complete(process.exitValue());
    }
  }

  private static void signal(String signal, List<ProcessHandle> receivers) {
    for (ProcessHandle receiver : receivers) {
      Commands.run("kill", "-s", signal, Long.toString(receiver.pid()));
    }
  }

  private static String lifeline() {
    try (var script = ChildProcess.class.getResourceAsStream("lifeline.sh")) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
