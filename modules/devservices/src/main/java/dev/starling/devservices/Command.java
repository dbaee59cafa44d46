package dev.starling.devservices;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// What to run, and how it wants to be asked to end.
///
/// @param environment added to this program's own
/// @param log receives everything the process prints
/// @param endSignal what asks it to end, without `SIG`
/// @param patience how long it may take to end before it is killed
record Command(
    List<String> words,
    Map<String, String> environment,
    Path log,
    String endSignal,
    Duration patience) {

  Command {
    words = List.copyOf(words);
    environment = Map.copyOf(environment);
  }
}
