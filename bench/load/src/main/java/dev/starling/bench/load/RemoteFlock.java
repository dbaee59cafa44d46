package dev.starling.bench.load;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.starling.bench.load.client.Person;
import dev.starling.bench.load.client.SetupException;
import dev.starling.wire.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// People whose sockets are in a process of their own, a [FlockWorker], which is told by lines. It
/// is a child of this process, whose cost is told with this one's.
final class RemoteFlock implements Flock {

  private final Process process;
  private final PrintStream orders;
  private final BufferedReader answers;

  private RemoteFlock(Process process) {
    this.process = process;
    this.orders = new PrintStream(process.getOutputStream(), false, StandardCharsets.UTF_8);
    this.answers = process.inputReader(StandardCharsets.UTF_8);
  }

  static RemoteFlock start(Settings settings, List<Person> people, List<String> conversations) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(FlockWorker.class.getName());
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      RemoteFlock flock = new RemoteFlock(process);
      flock.order(
          Json.write(
              new FlockWorker.Task(
                  people, conversations, settings.textBytes(), settings.patience().toMillis())));
      return flock;
    } catch (IOException e) {
      throw new SetupException("Another generator process could not be started: " + e, e);
    }
  }

  @Override
  public void open(double rate, Duration after) {
    done("open " + rate + " " + after.toMillis());
  }

  @Override
  public Progress progress() {
    return ask("progress", Progress.class);
  }

  @Override
  public Opened opened() {
    return ask("opened", Opened.class);
  }

  @Override
  public Reached reach(int run, double rate) {
    return ask("reach " + run + " " + rate, Reached.class);
  }

  @Override
  public void shut() {
    done("shut");
  }

  @Override
  public void end() {
    orders.close();
    process.onExit().join();
  }

  private void done(String order) {
    ask(order, Object.class);
  }

  @CanIgnoreReturnValue
  private <T> T ask(String order, Class<T> answer) {
    order(order);
    try {
      String line = answers.readLine();
      SetupException.unless(line != null, "A generator process ended while it was needed.");
      return Json.read(line, answer);
    } catch (IOException e) {
      throw new SetupException("A generator process cannot be reached: " + e, e);
    }
  }

  private void order(String line) {
    orders.println(line);
    orders.flush();
  }
}
