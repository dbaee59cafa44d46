package dev.starling.bench.load;

import dev.starling.bench.load.measure.Tally;
import java.time.Duration;
import java.util.Map;

/// A share of a scenario's people, who open their sockets, wait, and write to each other in the
/// end. On an event loop of its own, perhaps in a process of its own. Its methods may wait, so they
/// are not for an event loop.
interface Flock {

  /// How far opening has come.
  ///
  /// @param times from when a socket was due until it had caught up, of those since the last look;
  ///   as [dev.starling.bench.load.measure.Timings] writes them
  record Progress(long connected, String times) {}

  /// What became of opening.
  ///
  /// @param seconds from the first due time until the last socket had caught up
  record Opened(long connected, double seconds) {}

  /// What became of one message from everybody whose socket is still there.
  ///
  /// @param times of deliveries
  /// @param errors how often each came, those of opening and waiting included
  record Reached(long alive, Tally tally, String times, Map<String, Long> errors) {}

  /// Begins to open sockets.
  ///
  /// @param rate sockets a second
  void open(double rate, Duration after);

  Progress progress();

  /// Waits until all are open, or have failed.
  Opened opened();

  /// @param rate messages a second
  Reached reach(int run, double rate);

  /// Closes the sockets. They may be opened again.
  void shut();

  /// Ends for good.
  void end();
}
