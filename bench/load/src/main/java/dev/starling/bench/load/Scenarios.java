package dev.starling.bench.load;

import java.util.List;

/// All scenarios. A new one is a class, and a line here.
final class Scenarios {

  private Scenarios() {}

  static List<Scenario> all() {
    return List.of(
        new Direct(),
        new Fanout(),
        new Group(),
        new Growth(),
        new Idle(),
        new Limits(),
        new Mixed(),
        new Offline(),
        new Reactions(),
        new Search(),
        new Storm(),
        new Stories());
  }
}
