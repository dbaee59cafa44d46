package dev.starling.devservices;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// One node and its services: what somebody who meets Starling starts first.
@Command(
    name = "dev",
    customSynopsis = "scripts/dev [--fresh] [--port PORT] [options]",
    description = "Start one Starling node and everything it needs. Ctrl-C ends it all.")
final class DevCommand implements Callable<Integer> {

  @Mixin private Place place;
  @Mixin private NodeOptions node;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8080",
      description = "The node's HTTP port; 0 takes any (default: ${DEFAULT-VALUE}).")
  private int port;

  @Override
  public Integer call() {
    int httpPort = port == 0 ? Ports.free() : port;
    node.requireJar();
    Run run = Run.on(place);
    run.refuseTakenPorts(List.of(httpPort));
    Backing.Addresses services = run.startServices();
    List<ProcessPart> nodes = node.nodes(run.home(), services, List.of(httpPort));
    run.startNodes(nodes);
    place.tell(services, nodes);
    System.out.println(welcome("http://127.0.0.1:" + httpPort, run.home()));
    return run.untilAPartDies();
  }

  private static String welcome(String address, Home home) {
    return """

    Try it:
      curl -s %1$s/health/ready
      curl -s -X POST %1$s/v1/accounts -H 'content-type: application/json' \\
        -d '{"username": "ada", "password": "a long secret", "displayName": "Ada"}'

    Data and logs are kept in %2$s. Ctrl-C ends everything.
    Starling is ready at %1$s\
    """
        .formatted(address, home.directory());
  }
}
