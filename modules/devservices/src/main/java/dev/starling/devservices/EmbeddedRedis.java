package dev.starling.devservices;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A Redis that writes what it hears to a file, so that a restart keeps it.
final class EmbeddedRedis implements Recipe {

  static final String NAME = "Redis";

  private final Home home;
  private final int port;

  EmbeddedRedis(Home home, int port) {
    this.home = home;
    this.port = port;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public Command command() {
    return new Command(
        List.of(
            Binaries.redisServer().toString(),
            "--bind",
            "127.0.0.1",
            "--port",
            Integer.toString(port),
            "--dir",
            Home.create(home.data("redis")).toString(),
            "--appendonly",
            "yes",
            "--save",
            ""),
        Map.of(),
        home.log("redis"),
        "TERM",
        Duration.ofSeconds(10));
  }

  @Override
  public boolean isReady(long pid) throws IOException {
    return RedisServer.answers(port);
  }
}
