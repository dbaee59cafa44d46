package dev.starling.bench.load;

import dev.starling.bench.load.client.SetupException;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// All scenarios. A new one is a class, and a line here.
final class Scenarios {

  private static final List<Supplier<Scenario>> ALL = List.of(Direct::new, Group::new, Idle::new);

  private Scenarios() {}

  static Scenario named(String name) {
    return all().stream()
        .filter(scenario -> scenario.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new SetupException("There is no scenario " + name + ". There are:\n" + list()));
  }

  static String list() {
    return all().stream()
        .map(scenario -> "  %-10s %s".formatted(scenario.name(), scenario.description()))
        .collect(Collectors.joining("\n"));
  }

  private static List<Scenario> all() {
    return ALL.stream().map(Supplier::get).toList();
  }
}
