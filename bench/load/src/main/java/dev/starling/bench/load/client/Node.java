package dev.starling.bench.load.client;

/// Where a node listens.
public record Node(String host, int port) {

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
