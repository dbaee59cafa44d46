package dev.starling.devservices;

/// Servers that are processes on this machine, from programs that come with artifacts.
record EmbeddedSupply(Home home, PortChoice ports, ServerSizes sizes) implements Supply {

  /// Which port a server listens on, given the one it would have in a world of its own.
  interface PortChoice {
    int choose(int wanted);
  }

  /// Any free ports: for sets of servers that live side by side.
  static EmbeddedSupply anywhere(Home home) {
    return new EmbeddedSupply(home, wanted -> Ports.free(), ServerSizes.DEFAULTS);
  }

  @Override
  public ProcessPart postgres() {
    return new ProcessPart(
        new EmbeddedPostgres(home, ports.choose(15432), Unprivileged.current(), sizes), home);
  }

  @Override
  public ProcessPart redis() {
    return new ProcessPart(new EmbeddedRedis(home, ports.choose(16379)), home);
  }

  @Override
  public ProcessPart elasticsearch() {
    return new ProcessPart(
        new EmbeddedElasticsearch(home, ports.choose(19200), sizes.elasticsearchJvm()), home);
  }

  @Override
  public boolean keepsData() {
    return true;
  }
}
