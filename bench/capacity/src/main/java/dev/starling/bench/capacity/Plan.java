package dev.starling.bench.capacity;

/// The smallest cluster that carries a load at its peak, with room to spare.
///
/// @param peakMessages a second
/// @param peakDeliveries written to sockets, a second
/// @param messagesPerBatch committed together
/// @param writerNodes nodes that write to one primary; 0 when every node writes to every primary
/// @param nodes the one included that may fail
/// @param nodesBecauseOf what asked for most of them
/// @param postgresCores in use at the peak, over all primaries
/// @param bytesStored after the time that messages are kept, one copy, indexes included
record Plan(
    double users,
    double messagesPerDay,
    double storiesPerDay,
    double sockets,
    double peakMessages,
    double peakDeliveries,
    double peakConnects,
    int writerNodes,
    double messagesPerBatch,
    int nodes,
    String nodesBecauseOf,
    double socketsPerNode,
    double directoryBytesPerNode,
    double busMessages,
    double busBytes,
    int primaries,
    String primariesBecauseOf,
    double postgresCores,
    double bytesStored,
    int redis,
    int elasticsearch,
    String elasticsearchBecauseOf) {

  private static final double SECONDS_PER_DAY = 86_400;
  private static final double MICROS = 1e6;
  private static final double GIB = 1 << 30;
  private static final double MIB = 1 << 20;
  private static final double KIB = 1 << 10;
  private static final double TIB = GIB * 1024;

  /// More would mean that it swings between two sizes, of which the larger is the answer.
  private static final int ROUNDS_MAX = 200;

  private static final class Finding {

    private final Inputs in;
    private final Model model;
    private final double users;
    private final double messagesPerDay;
    private final double storiesPerDay;
    private final int writerNodes;
    private final double messages;
    private final double stories;
    private final double online;
    private final double sockets;
    private final double connects;
    private int nodes = 2;
    private int primaries = 1;
    private String nodesBecauseOf = "";
    private String primariesBecauseOf = "";

    Finding(Inputs in, double users, double messagesPerDay, double storiesPerDay, int writerNodes) {
      this.in = in;
      this.model = new Model(in);
      this.users = users;
      this.messagesPerDay = messagesPerDay;
      this.storiesPerDay = storiesPerDay;
      this.writerNodes = writerNodes;
      double peak = in.of("peak-to-average") / SECONDS_PER_DAY;
      this.messages = messagesPerDay * peak;
      this.stories = storiesPerDay * peak;
      this.online = users * in.of("online-at-the-peak");
      this.sockets = online * in.of("devices-per-user");
      this.connects = sockets * in.of("connects-per-socket-and-day") * peak;
    }

    Plan find() {
      for (int round = 0; round < ROUNDS_MAX; round++) {
        int nodesBefore = nodes;
        int primariesBefore = primaries;
        primaries = primaries();
        nodes = nodes();
        if (nodes == nodesBefore && primaries == primariesBefore) {
          break;
        }
        if (round > ROUNDS_MAX / 2) {
          nodes = Math.max(nodes, nodesBefore);
          primaries = Math.max(primaries, primariesBefore);
        }
      }
      Model.Traffic traffic = traffic();
      return new Plan(
          users,
          messagesPerDay,
          storiesPerDay,
          sockets,
          messages,
          messages * traffic.deliveries(),
          connects,
          writerNodes,
          model.messagesPerBatch(messages, writers()),
          nodes,
          nodesBecauseOf,
          sockets / nodes,
          model.directoryBytes(online, nodes),
          model.busMessages(traffic),
          model.busBytes(traffic),
          primaries,
          primariesBecauseOf,
          postgresCores(),
          bytesStored(),
          redis(),
          elasticsearch(),
          elasticsearchCores() > elasticsearchBytes() ? "processor" : "storage");
    }

    private Model.Traffic traffic() {
      return model.everyday(messages, nodes, model.messagesPerBatch(messages, writers()));
    }

    /// Connections that commit: each has a batch of its own in flight.
    private double writers() {
      double nodesPerPrimary = writerNodes == 0 ? nodes : writerNodes;
      return in.of("writers-per-node") * nodesPerPrimary * primaries;
    }

    private double bytesStored() {
      return messagesPerDay * in.of("days-kept") * in.of("postgres-bytes-per-message");
    }

    private double postgresCores() {
      double others =
          stories * in.of("postgres-micros-per-story")
              + connects * in.of("postgres-micros-per-connect");
      return model.postgresCores(messages, writers()) + others / MICROS;
    }

    private int primaries() {
      double byProcessor = postgresCores() / usableCores();
      double byStorage = bytesStored() / (in.of("postgres-tib-max") * TIB);
      primariesBecauseOf = byProcessor >= byStorage ? "processor" : "storage";
      return roundedUp(Math.max(byProcessor, byStorage), 1);
    }

    private int nodes() {
      Model.Traffic traffic = traffic();
      double cores = model.nodeCores(traffic, nodes);
      cores += connects * in.of("node-micros-per-connect") / MICROS;
      cores += stories * in.of("node-micros-per-story") / MICROS;
      if (writerNodes > 0) {
        cores += messages * in.of("bus-micros-per-append") / MICROS;
      }
      double memoryLeft =
          in.of("machine-memory-gib") * GIB * in.of("memory-used-at-most")
              - in.of("node-idle-mib") * MIB
              - model.directoryBytes(online, nodes);
      if (memoryLeft <= 0) {
        throw new IllegalArgumentException(
            "machine-memory-gib: the directory of %,.0f people alone does not fit into a node"
                .formatted(online));
      }
      double byProcessor = cores / usableCores();
      double byMemory = sockets * in.of("node-kib-per-socket") * KIB / memoryLeft;
      double bySockets = sockets / in.of("sockets-per-node-max");
      double most = Math.max(byProcessor, Math.max(byMemory, bySockets));
      nodesBecauseOf = most == byProcessor ? "processor" : most == byMemory ? "memory" : "sockets";
      return roundedUp(most, 1) + (int) in.of("spare-nodes");
    }

    private int redis() {
      double perSecond =
          messages * in.of("redis-micros-per-message")
              + stories * in.of("contacts-per-user") * in.of("redis-micros-per-ring-entry");
      // One thread does all the work of a Redis.
      double byProcessor = perSecond / MICROS / in.of("processor-used-at-most");
      double bytes = users * in.of("contacts-per-user") * in.of("redis-bytes-per-ring-entry");
      double byMemory = bytes / (in.of("machine-memory-gib") * GIB * in.of("memory-used-at-most"));
      return roundedUp(Math.max(byProcessor, byMemory), 1);
    }

    private int elasticsearch() {
      return roundedUp(Math.max(elasticsearchCores(), elasticsearchBytes()), 1);
    }

    private double elasticsearchCores() {
      double copies = 1 + in.of("elasticsearch-replicas");
      return messages * copies * in.of("elasticsearch-micros-per-message") / MICROS / usableCores();
    }

    private double elasticsearchBytes() {
      double copies = 1 + in.of("elasticsearch-replicas");
      double bytes = messagesPerDay * in.of("days-kept") * in.of("elasticsearch-bytes-per-message");
      return bytes * copies / (in.of("elasticsearch-tib-max") * TIB);
    }

    private double usableCores() {
      return in.of("machine-cores") * in.of("processor-used-at-most");
    }

    private static int roundedUp(double machines, int atLeast) {
      return Math.max(atLeast, (int) Math.ceil(machines));
    }
  }

  /// For a share of the mission's volume that is as large as their share of its people.
  static Plan of(Inputs in, double users, int writerNodes) {
    double share = users / in.of("users-of-that-volume");
    return of(
        in,
        users,
        share * in.of("messages-per-day"),
        share * in.of("stories-per-day"),
        writerNodes);
  }

  /// @param writerNodes nodes that write to one primary; 0 for all of them
  static Plan of(
      Inputs in, double users, double messagesPerDay, double storiesPerDay, int writerNodes) {
    return new Finding(in, users, messagesPerDay, storiesPerDay, writerNodes).find();
  }

  double petabytesStored() {
    return bytesStored / 1e15;
  }

  /// PostgreSQL servers, replicas included.
  double servers(Inputs in) {
    return primaries * (1 + in.of("postgres-replicas"));
  }
}
