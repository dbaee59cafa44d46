package dev.starling.devservices;

/// What every service offers a test that wants to see it fail and come back: the port and the data
/// stay the same. Not thread-safe; a test that breaks a server has one of its own.
public abstract sealed class Server permits PostgresServer, RedisServer, ElasticsearchServer {

  static final String HOST = "127.0.0.1";

  private final Part part;

  Server(Part part) {
    this.part = part;
  }

  public final String host() {
    return HOST;
  }

  public final int port() {
    return part.port();
  }

  /// The process, as the operating system numbers it. It changes with every start.
  public final long pid() {
    return part.pid();
  }

  /// Returns once it answers again.
  public final void start() {
    part.start();
  }

  /// Ends it in good order and returns once it is gone.
  public final void stop() {
    part.stop();
  }

  /// Ends it with `kill -9`: what it promised to keep must still be there after the next start.
  public final void kill() {
    part.kill();
  }

  /// Freezes it: connections stay open, and nothing answers until [#resume].
  public final void pause() {
    part.pause();
  }

  public final void resume() {
    part.resume();
  }
}
