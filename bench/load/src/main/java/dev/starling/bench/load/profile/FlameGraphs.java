package dev.starling.bench.load.profile;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.starling.bench.load.client.SetupException;
import dev.starling.bench.load.measure.Server;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Records what each node does while it is measured, and draws a flame graph of it: a page that
/// needs nothing else. A recording costs a node some per cent of its time, so figures for
/// comparison are measured without one. Owned by the main thread.
public final class FlameGraphs implements AutoCloseable {

  private final Profile profile;
  private final List<Server> nodes;
  private final Path results;
  private final Consumer<String> says;
  private final Path directory;
  private final Agent agent;
  private final List<Path> files = new ArrayList<>();
  private String name = "";
  private boolean records;

  private FlameGraphs(
      Profile profile, List<Server> nodes, Path results, Consumer<String> says, Path directory) {
    this.profile = profile;
    this.nodes = List.copyOf(nodes);
    this.results = results;
    this.says = says;
    this.directory = directory;
    this.agent = nodes.isEmpty() ? null : Agent.unpack(directory);
  }

  /// Draws nothing.
  public static FlameGraphs none() {
    return new FlameGraphs(Profile.CPU, List.of(), Path.of(""), sentence -> {}, Path.of(""));
  }

  /// @param results where the graphs are kept
  /// @param says hears of a node that left no graph
  public static FlameGraphs of(
      Profile profile, List<Server> nodes, Path results, Consumer<String> says) {
    try {
      Path directory = Files.createTempDirectory("starling-profile");
      return new FlameGraphs(profile, nodes, results.toAbsolutePath(), says, directory);
    } catch (IOException e) {
      throw new SetupException("Cannot unpack async-profiler: " + e.getMessage() + ".", e);
    }
  }

  /// Throws a sentence if no graph could be drawn on this system.
  @CanIgnoreReturnValue
  public static URL check() {
    return Agent.packed();
  }

  /// Those that were drawn so far.
  public List<Path> files() {
    return List.copyOf(files);
  }

  /// Begins to record.
  ///
  /// @param name of the files, without the node and the ending
  public void begin(String name) {
    this.name = name;
    for (Server node : nodes) {
      try {
        agent.tell(node.pid(), start());
      } catch (IOException e) {
        throw new SetupException("Cannot profile " + node.name() + ": " + e.getMessage() + ".", e);
      }
    }
    records = true;
  }

  /// Forgets what was recorded since the beginning, which was preparation.
  public void restart() {
    if (!records) {
      return;
    }
    for (Server node : nodes) {
      try {
        agent.tell(node.pid(), "stop");
        agent.tell(node.pid(), start());
      } catch (IOException e) {
        isMissing(node, e);
      }
    }
  }

  /// Ends the recording and draws it, unless that has been done.
  public void end() {
    if (!records) {
      return;
    }
    records = false;
    for (int i = 0; i < nodes.size(); i++) {
      try {
        draw(nodes.get(i), "%s-node%d-%s.html".formatted(name, i + 1, profile.word()));
      } catch (IOException e) {
        isMissing(nodes.get(i), e);
      }
    }
  }

  @Override
  public void close() {
    end();
    try {
      if (agent != null) {
        agent.remove();
        Files.delete(directory);
      }
    } catch (IOException e) {
      says.accept("Not removed: " + directory + " (" + e.getMessage() + ")");
    }
  }

  private String start() {
    return "start,event=" + profile.word();
  }

  private void draw(Server node, String fileName) throws IOException {
    // Drawn where no name can hold a comma, which would end the option.
    Path drawn = directory.resolve("graph.html");
    agent.tell(
        node.pid(), "stop,file=%s,title=%s %s".formatted(drawn, node.name(), profile.word()));
    Files.createDirectories(results);
    files.add(Files.move(drawn, results.resolve(fileName), REPLACE_EXISTING));
  }

  /// A scenario may have ended the node, which is no reason to lose the other figures.
  private void isMissing(Server node, IOException cause) {
    says.accept("No flame graph of " + node.name() + ": " + cause.getMessage());
  }
}
