package dev.starling.devservices;

/// One running piece: a server, or a Starling node. It listens on one port of the loopback
/// interface for as long as it exists, and keeps its data when it is stopped.
interface Part {

  String name();

  int port();

  long pid();

  /// Returns once it serves. Does nothing if it already runs.
  void start();

  /// Ends it in good order and returns once it is gone. Does nothing if it does not run.
  void stop();

  /// Ends it with `kill -9` and returns once it is gone.
  void kill();

  /// Freezes it: connections stay open and nothing answers.
  void pause();

  void resume();

  /// Ends it for good and at once: nobody asks for its data again.
  void discard();
}
