package dev.starling.devservices;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Several nodes and their services, to see one of them die and the others carry on.
@Command(
    name = "cluster",
    customSynopsis = "scripts/run-cluster N [--fresh] [--port PORT] [options]",
    description = "Start N Starling nodes and everything they need. Ctrl-C ends it all.")
final class ClusterCommand implements Callable<Integer> {

  private static final int NODES_MAX = 16;

  @Mixin private Place place;
  @Mixin private NodeOptions node;

  @Parameters(paramLabel = "N", description = "How many nodes, 1 to 16.")
  private int size;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8081",
      description = "The first node's HTTP port; the others follow it (default: ${DEFAULT-VALUE}).")
  private int port;

  @Override
  public Integer call() {
    if (size < 1 || size > NODES_MAX) {
      throw new CannotStart("A cluster here has 1 to %d nodes, not %d.".formatted(NODES_MAX, size));
    }
    List<Integer> ports = IntStream.range(port, port + size).boxed().toList();
    node.requireJar();
    Run run = Run.on(place);
    run.refuseTakenPorts(ports);
    Backing.Addresses services = run.startServices();
    List<ProcessPart> nodes = node.nodes(run.home(), services, ports);
    run.startNodes(nodes);
    place.tell(services, nodes);
    nodes.forEach(
        part ->
            System.out.printf(
                "%s  http://127.0.0.1:%d  process %d%n", part.name(), part.port(), part.pid()));
    System.out.printf(
        "Logs are in %s. Try kill -9 on a node: the others go on. Ctrl-C ends everything.%n"
            + "%d nodes are ready%n",
        run.home().directory().resolve("log"), size);
    return run.untilAllNodesDied(nodes);
  }
}
