package dev.starling.bench.capacity;

import java.util.ArrayList;
import java.util.List;

/// The model against `scripts/bench direct` over one, two and four nodes at one rate, sender and
/// recipient always on different nodes. What a message costs on one node, and what another node
/// adds to it, are taken from one and two nodes; what it costs over four is predicted, and so is
/// everywhere how much a commit and a bus message gather.
///
/// @param what is compared
/// @param measured 0 when it was not
/// @param isFitted whether the model was made to agree
record Check(
    int nodes, String what, String unit, double measured, double predicted, boolean isFitted) {

  private static final int[] NODES = {1, 2, 4};

  /// In per cent of what was measured.
  double off() {
    return measured == 0 ? 0 : (predicted / measured - 1) * 100;
  }

  static List<Check> all(Inputs in) {
    List<Check> all = new ArrayList<>();
    for (int nodes : NODES) {
      all.addAll(of(in, nodes));
    }
    return all;
  }

  private static List<Check> of(Inputs in, int nodes) {
    Model model = new Model(in);
    double rate = in.of("check-rate");
    String measured = "check-" + nodes + "-";
    return List.of(
        new Check(
            nodes,
            "CPU of all nodes",
            "µs per message",
            in.of(measured + "node-micros"),
            nodeMicros(in, nodes),
            nodes <= 2),
        new Check(
            nodes,
            "CPU of PostgreSQL",
            "µs per message",
            in.of(measured + "postgres-micros"),
            postgresMicros(in, model, nodes),
            nodes == 1),
        new Check(
            nodes,
            "messages a commit",
            "",
            in.of(measured + "messages-per-batch"),
            model.messagesPerBatch(rate, writers(in, nodes)),
            false),
        new Check(
            nodes,
            "bus messages with deliveries",
            "/s",
            in.of(measured + "bus-messages"),
            busMessages(in, model, nodes),
            false));
  }

  /// One node's, and for each node more what the second one cost. Flame graphs of two nodes say
  /// that the bus is a twentieth of what they do; they are dearer because each compiles the same
  /// code, has timers and threads of its own, and finds less to do each time it wakes.
  private static double nodeMicros(Inputs in, int nodes) {
    double one = in.of("check-1-node-micros");
    return one + (nodes - 1) * (in.of("check-2-node-micros") - one);
  }

  private static double postgresMicros(Inputs in, Model model, int nodes) {
    double rate = in.of("check-rate");
    double more =
        model.postgresCores(rate, writers(in, nodes)) - model.postgresCores(rate, writers(in, 1));
    return in.of("check-1-postgres-micros") + more * 1e6 / rate;
  }

  /// Pairs of people are on neighbouring nodes: each node talks to one other, and everything that
  /// it commits goes there.
  private static double busMessages(Inputs in, Model model, int nodes) {
    double rate = in.of("check-rate");
    double together = model.messagesPerBatch(rate, writers(in, nodes));
    return nodes == 1 ? 0 : model.busMessages(new Model.Traffic(rate, 1, 1, nodes, together));
  }

  private static double writers(Inputs in, int nodes) {
    return in.of("writers-per-node") * nodes;
  }
}
