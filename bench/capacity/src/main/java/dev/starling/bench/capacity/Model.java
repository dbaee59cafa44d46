package dev.starling.bench.capacity;

/// What a cluster of a given size costs under a given load, in cores and messages a second.
///
/// Two things gather while something is in flight and therefore get dearer, the thinner they are
/// spread: what a writer commits, and what one node says to another. Both follow the same law: what
/// comes while one batch takes its time *t* is the next, and when nothing came, the next one that
/// comes goes alone. With *rate × t* that come on average, a batch is *rate × t + e^(−rate × t)*. A
/// busy writer also waits a moment for more.
final class Model {

  /// @param messages a second, in the whole cluster
  /// @param deliveries sockets that a message is written to
  /// @param remoteNodes other nodes that a message has to reach
  /// @param links pairs of nodes, in both directions, that have something to say to each other
  /// @param together deliveries for the same node that one commit leaves behind
  record Traffic(
      double messages, double deliveries, double remoteNodes, double links, double together) {}

  private static final double MICROS = 1e6;
  private static final double MILLIS = 1e3;

  private final Inputs in;

  Model(Inputs in) {
    this.in = in;
  }

  /// What everyday traffic is like when people are spread evenly over the nodes.
  ///
  /// @param perBatch messages that are committed together
  Traffic everyday(double messages, int nodes, double perBatch) {
    double deliveries = deliveriesPerMessage();
    double others = nodes - 1.0;
    // So many of the others are hit by that many balls.
    double hit = nodes == 1 ? 0 : others * (1 - Math.pow(1 - 1.0 / nodes, deliveries));
    double together = nodes == 1 ? 1 : 1 + (perBatch - 1) * hit / others;
    return new Traffic(messages, deliveries, hit, nodes * others, together);
  }

  /// Every recipient's every device that has a socket, and the sender's own others.
  double deliveriesPerMessage() {
    double devices = in.of("devices-per-user");
    return in.of("recipients-per-message") * in.of("recipients-online") * devices
        + Math.max(0, devices - 1);
  }

  /// Messages that a writer commits together.
  ///
  /// @param writers connections that commit, over all nodes and primaries
  double messagesPerBatch(double messages, double writers) {
    double each = messages / writers;
    double gathered = gathered(each, in.of("postgres-commit-millis"));
    return Math.min(Math.max(gathered, waitedFor(each)), in.of("writer-batch-items-max"));
  }

  /// Messages that a busy writer waits for before it commits.
  private double waitedFor(double perSecond) {
    return perSecond < in.of("writer-gather-from-per-second")
        ? 1
        : Math.min(
            in.of("writer-gather-enough"), perSecond * in.of("writer-gather-millis") / MILLIS);
  }

  private static double gathered(double perSecond, double millis) {
    double meanwhile = perSecond * millis / MILLIS;
    return meanwhile + Math.exp(-meanwhile);
  }

  /// Bus messages a second with deliveries in them, over all links.
  double busMessages(Traffic traffic) {
    double deliveries = traffic.messages() * traffic.remoteNodes();
    if (deliveries == 0) {
      return 0;
    }
    double commits = deliveries / traffic.links() / traffic.together();
    double gathered = gathered(commits, in.of("bus-acknowledged-millis"));
    return deliveries / Math.min(gathered * traffic.together(), mostOnABusMessage());
  }

  double bytesPerDelivery() {
    return in.of("bus-bytes-per-delivery");
  }

  /// Bytes a second that the bus carries over all links, deliveries only.
  double busBytes(Traffic traffic) {
    return busMessages(traffic) * in.of("bus-bytes-per-message")
        + traffic.messages() * traffic.remoteNodes() * bytesPerDelivery();
  }

  /// Each node tells each other once a second how far its directory has counted.
  static double heartbeats(int nodes) {
    return nodes * (nodes - 1.0);
  }

  /// Cores that all nodes together need for messages: to take, to write, and to pass on.
  double nodeCores(Traffic traffic, int nodes) {
    double own =
        in.of("node-micros-per-direct-message")
            + (traffic.deliveries() - 1) * in.of("node-micros-per-delivery");
    double bus =
        busMessages(traffic) * in.of("bus-micros-per-message")
            + traffic.messages() * traffic.remoteNodes() * in.of("bus-micros-per-delivery");
    double rest = heartbeats(nodes) * in.of("bus-micros-per-heartbeat");
    return (traffic.messages() * own + bus + rest) / MICROS + nodes * in.of("node-idle-cores");
  }

  /// Cores that PostgreSQL needs for messages, over all primaries.
  double postgresCores(double messages, double writers) {
    double each =
        in.of("postgres-micros-per-message")
            + in.of("postgres-micros-per-batch") / messagesPerBatch(messages, writers);
    return messages * each / MICROS;
  }

  /// Entries of a directory on one node: people with a socket on another.
  double directoryEntries(double online, int nodes) {
    return online * (nodes - 1) / nodes;
  }

  double directoryBytes(double online, int nodes) {
    return directoryEntries(online, nodes) * in.of("directory-bytes-per-entry");
  }

  private double mostOnABusMessage() {
    return Math.max(1, in.of("bus-batch-bytes-max") / bytesPerDelivery());
  }
}
