package dev.starling.devservices;

/// Where servers come from. The parts it makes are not started.
interface Supply {

  Part postgres();

  Part redis();

  Part elasticsearch();

  /// Whether a part of it finds its data again after this JVM.
  boolean keepsData();

  /// The one that the system property `services` names.
  static Supply chosen(Home home) {
    return named(System.getProperty("services", "embedded"), home);
  }

  static Supply named(String name, Home home) {
    return switch (name) {
      case "embedded" -> EmbeddedSupply.anywhere(home);
      case "containers" -> new ContainerSupply();
      default ->
          throw new CannotStart(
              "services: " + name + " is unknown (expected: embedded or containers).");
    };
  }
}
