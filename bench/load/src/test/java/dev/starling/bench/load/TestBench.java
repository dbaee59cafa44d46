package dev.starling.bench.load;

import dev.starling.bench.load.FakeStarling.Fault;
import dev.starling.bench.load.client.Node;
import dev.starling.bench.load.measure.Server;
import dev.starling.bench.load.measure.Server.Group;
import dev.starling.bench.load.report.Figure;
import dev.starling.bench.load.report.RunResult;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine;

/// A fake server and a generator that is pointed at it, for a second of load.
final class TestBench implements AutoCloseable {

  static final int RATE = 200;
  static final double SECONDS = 1.2; // Warm-up included.

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final FakeStarling starling;
  private final Bench bench;

  TestBench(Fault fault, int users) {
    this.starling = new FakeStarling(fault);
    this.bench = bench(users, starling.port());
  }

  FakeStarling starling() {
    return starling;
  }

  Bench bench() {
    return bench;
  }

  String said() {
    return said.toString(StandardCharsets.UTF_8);
  }

  RunResult run(Scenario scenario) {
    scenario.prepare(bench);
    return scenario.run(bench, 1);
  }

  /// A scenario as it is after its options were typed; those not given have their defaults.
  static <T extends Scenario> T typed(T scenario, String... options) {
    new CommandLine(scenario).parseArgs(options);
    return scenario;
  }

  static double figure(RunResult result, String name) {
    return result.figures().stream()
        .filter(figure -> figure.name().equals(name))
        .mapToDouble(Figure::value)
        .findFirst()
        .orElseThrow();
  }

  @Override
  public void close() {
    bench.close();
    starling.close();
  }

  private Bench bench(int users, int port) {
    Settings settings =
        new Settings(
            users, RATE, Duration.ofSeconds(1), Duration.ofMillis(200), 60, Duration.ofMillis(500));
    Server self = new Server("generator", ProcessHandle.current().pid(), Group.GENERATOR);
    Target target = new Target(List.of(new Node("127.0.0.1", port)), List.of(self));
    return Bench.open(
        settings, target, new Console(new PrintStream(said, true, StandardCharsets.UTF_8), false));
  }
}
