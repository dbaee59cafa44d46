package dev.starling.devservices;

import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// Runs with `-Dservices=containers`, where an engine answers.
@EnabledIfSystemProperty(named = "services", matches = "containers")
class ContainerServicesIT extends ServicesContract {

  ContainerServicesIT() {
    super(home -> new ContainerSupply());
  }
}
