package dev.starling.devservices;

import java.io.IOException;
import java.time.Duration;

/// How one part is run as a process on this machine.
interface Recipe {

  String name();

  int port();

  /// Called before every start; the first call makes whatever the command needs.
  default void prepare() throws IOException {}

  Command command() throws IOException;

  /// Asked again and again until it says yes. It may fail as long as the part is not ready.
  boolean isReady(long pid) throws IOException;

  /// How long a start may take on a slow and busy machine.
  default Duration readyWithin() {
    return Duration.ofMinutes(1);
  }

  /// What ends it at once when nobody asks for its data again, without `SIG`.
  default String discardSignal() {
    return "KILL";
  }
}
