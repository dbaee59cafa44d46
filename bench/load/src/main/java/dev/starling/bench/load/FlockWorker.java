package dev.starling.bench.load;

import dev.starling.bench.load.client.Node;
import dev.starling.bench.load.client.Person;
import dev.starling.wire.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/// The program of a process that does nothing but hold a share of the sockets. It is told what to
/// do on its standard input, a line for each of a [Flock]'s methods, answers each with a line of
/// JSON, and ends with its input, so it never outlives who started it.
final class FlockWorker {

  /// The first line, as JSON.
  record Task(
      List<Person> people, List<String> conversations, int textBytes, long patienceMillis) {}

  private final Flock flock;

  private FlockWorker(Flock flock) {
    this.flock = flock;
  }

  public static void main(String[] arguments) throws IOException {
    PrintStream answers = System.out;
    // Whatever else is printed must not be taken for an answer.
    System.setOut(System.err);
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    Task task = Json.read(orders.readLine(), Task.class);
    Bench bench = bench(task);
    FlockWorker worker = new FlockWorker(new LocalFlock(bench, task.people, task.conversations));
    for (String order = orders.readLine(); order != null; order = orders.readLine()) {
      answers.println(worker.obey(order.split(" ", -1)));
      answers.flush();
    }
    System.exit(0);
  }

  private static Bench bench(Task task) {
    Settings settings =
        new Settings(
            Math.max(2, task.people.size()),
            1,
            Duration.ofSeconds(1),
            Duration.ZERO,
            task.textBytes,
            Duration.ofMillis(task.patienceMillis));
    List<Node> nodes = task.people.stream().map(Person::node).distinct().toList();
    return Bench.open(settings, new Target(nodes, List.of()), new Console(System.err, false));
  }

  private String obey(String[] order) {
    return switch (order[0]) {
      case "open" -> {
        flock.open(Double.parseDouble(order[1]), Duration.ofMillis(Long.parseLong(order[2])));
        yield "{}";
      }
      case "progress" -> Json.write(flock.progress());
      case "opened" -> Json.write(flock.opened());
      case "reach" ->
          Json.write(flock.reach(Integer.parseInt(order[1]), Double.parseDouble(order[2])));
      case "shut" -> {
        flock.shut();
        yield "{}";
      }
      default -> throw new IllegalArgumentException("no such order: " + order[0]);
    };
  }
}
