package dev.starling.devservices;

class EmbeddedServicesIT extends ServicesContract {

  EmbeddedServicesIT() {
    super(EmbeddedSupply::anywhere);
  }
}
