package dev.starling.bench.capacity;

import java.util.ArrayList;
import java.util.List;

/// The model against `scripts/bench direct` over one, two and four nodes at one rate, sender and
/// recipient always on different nodes. One node is where it starts from; what it says is how much
/// dearer more of them are.
///
/// @param what is compared
/// @param measured 0 when it was not
record Check(int nodes, String what, String unit, double measured, double predicted) {

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
    String prefix = "check-" + nodes + "-";
    return List.of(
        new Check(
            nodes,
            "CPU of all nodes",
            "µs per message",
            in.of(prefix + "node-micros"),
            in.of("check-1-node-micros")
                + nodeMicros(model, rate, nodes)
                - nodeMicros(model, rate, 1)),
        new Check(
            nodes,
            "CPU of PostgreSQL",
            "µs per message",
            in.of(prefix + "postgres-micros"),
            in.of("check-1-postgres-micros")
                + postgresMicros(in, model, rate, nodes)
                - postgresMicros(in, model, rate, 1)),
        new Check(
            nodes,
            "messages a commit",
            "",
            in.of(prefix + "messages-per-batch"),
            model.messagesPerBatch(rate, writers(in, nodes))),
        new Check(
            nodes,
            "bus messages with deliveries",
            "/s",
            in.of(prefix + "bus-messages"),
            model.busMessages(traffic(rate, nodes))));
  }

  /// Pairs of people are on neighbouring nodes: each node talks to one other.
  private static Model.Traffic traffic(double rate, int nodes) {
    return new Model.Traffic(rate, 1, nodes == 1 ? 0 : 1, nodes == 1 ? 0 : nodes);
  }

  private static double nodeMicros(Model model, double rate, int nodes) {
    return model.nodeCores(traffic(rate, nodes), nodes) * 1e6 / rate;
  }

  private static double postgresMicros(Inputs in, Model model, double rate, int nodes) {
    return model.postgresCores(rate, writers(in, nodes)) * 1e6 / rate;
  }

  private static double writers(Inputs in, int nodes) {
    return in.of("writers-per-node") * nodes;
  }
}
