package dev.starling.devservices;

import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Only the services: for a node that is started by hand or from an editor.
@Command(
    name = "services",
    description = "Start PostgreSQL, Redis and Elasticsearch, and say how a node finds them.")
final class ServicesCommand implements Callable<Integer> {

  @Mixin private Place place;

  @Override
  public Integer call() {
    Run run = Run.on(place);
    Backing.Addresses services = run.startServices();
    place.tell(services, List.of());
    new TreeMap<>(services.environment())
        .forEach((name, value) -> System.out.println(name + "=" + value));
    System.out.println("ready");
    return run.untilAPartDies();
  }
}
