package dev.starling.bench.capacity;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/// Everything that is computed, as tables.
final class Sections {

  private static final int[] SIZES = {2, 4, 10, 20, 50, 100, 200};
  private static final double[] USERS = {1e6, 10e6, 100e6};
  private static final double MIB = 1 << 20;

  private record Row(String name, Function<Plan, String> value) {}

  private Sections() {}

  static List<Section> all(Inputs in) {
    int writerNodes = (int) in.of("writer-nodes-per-primary");
    List<Section> all = new ArrayList<>();
    all.add(
        plans(
            in,
            "Every node writes to every primary",
            "As it is built, but for more than one primary: the tables can be distributed by"
                + " conversation and by user, and nothing does it yet. The more nodes share a"
                + " primary, the fewer messages a commit has, and the dearer each is.",
            0));
    all.add(
        plans(
            in,
            "%d nodes write to each primary, the others ask them".formatted(writerNodes),
            "What gathering the writers would save: the others hand their messages over on the"
                + " bus.",
            writerNodes));
    all.add(bus(in));
    all.add(directory(in));
    all.add(storms(in));
    all.add(check(in));
    all.add(inputs(in));
    return all;
  }

  private static Section plans(Inputs in, String title, String note, int writerNodes) {
    List<Plan> plans = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of(""));
    for (double users : USERS) {
      plans.add(Plan.of(in, users, writerNodes));
      head.add(big(users) + " users");
    }
    for (double users : USERS) {
      if (users < in.of("users-of-that-volume")) {
        double messages = in.of("messages-per-day");
        plans.add(Plan.of(in, users, messages, in.of("stories-per-day"), writerNodes));
        head.add(big(users) + ", all " + big(messages));
      }
    }
    List<List<String>> rows = new ArrayList<>();
    for (Row row : rows(in)) {
      List<String> cells = new ArrayList<>(List.of(row.name()));
      plans.forEach(plan -> cells.add(row.value().apply(plan)));
      rows.add(cells);
    }
    return new Section(title, note, head, rows);
  }

  private static List<Row> rows(Inputs in) {
    return List.of(
        new Row("messages a day", plan -> big(plan.messagesPerDay())),
        new Row("stories a day", plan -> big(plan.storiesPerDay())),
        new Row("messages/s at the peak", plan -> big(plan.peakMessages())),
        new Row("deliveries/s at the peak", plan -> big(plan.peakDeliveries())),
        new Row("connects/s at the peak", plan -> big(plan.peakConnects())),
        new Row("sockets at the peak", plan -> big(plan.sockets())),
        new Row("nodes, spare included", plan -> whole(plan.nodes())),
        new Row("  because of", Plan::nodesBecauseOf),
        new Row("  sockets on each", plan -> big(plan.socketsPerNode())),
        new Row("  directory on each, MiB", plan -> whole(plan.directoryBytesPerNode() / MIB)),
        new Row("  bus messages/s, all", plan -> big(plan.busMessages())),
        new Row("  bus MB/s, all", plan -> whole(plan.busBytes() / 1e6)),
        new Row("PostgreSQL primaries", plan -> whole(plan.primaries())),
        new Row("  because of", Plan::primariesBecauseOf),
        new Row("  cores in use, all", plan -> whole(plan.postgresCores())),
        new Row("  messages a commit", plan -> tenths(plan.messagesPerBatch())),
        new Row("  stored, PB, one copy", plan -> hundredths(plan.petabytesStored())),
        new Row("PostgreSQL servers, replicas included", plan -> whole(plan.servers(in))),
        new Row("Redis", plan -> whole(plan.redis())),
        new Row("Elasticsearch", plan -> whole(plan.elasticsearch())),
        new Row("  because of", Plan::elasticsearchBecauseOf));
  }

  private static Section bus(Inputs in) {
    Model model = new Model(in);
    double perNode = in.of("simulated-messages-per-node");
    List<List<String>> rows = new ArrayList<>();
    for (int nodes : SIZES) {
      double perBatch = model.messagesPerBatch(perNode, in.of("writers-per-node"));
      Model.Traffic traffic = model.everyday(perNode * nodes, nodes, perBatch);
      double messages = model.busMessages(traffic);
      double perDelivery = traffic.messages() * traffic.remoteNodes() / messages;
      double cores = model.nodeCores(traffic, nodes) / nodes;
      rows.add(
          List.of(
              whole(nodes),
              tenths(messages / traffic.links()),
              big(model.busBytes(traffic) / traffic.links()),
              tenths(perDelivery),
              big(messages / nodes),
              whole(Model.heartbeats(nodes) / nodes),
              tenths(cores)));
    }
    return new Section(
        "The bus as nodes are added, %s messages/s from each".formatted(big(perNode)),
        "A link is a pair of nodes in one direction. Batches get smaller as the same traffic is"
            + " spread over more links, until nearly each delivery is a bus message of its own.",
        List.of(
            "nodes",
            "messages/s a link",
            "bytes/s a link",
            "deliveries a message",
            "messages/s a node",
            "heartbeats/s a node",
            "cores a node"),
        rows);
  }

  private static Section directory(Inputs in) {
    Model model = new Model(in);
    double perNode = in.of("simulated-sockets-per-node") / in.of("devices-per-user");
    double flushes = 1000 / in.of("directory-flush-millis");
    double changes =
        perNode * in.of("connects-per-socket-and-day") * in.of("peak-to-average") / 86_400 * 2;
    List<List<String>> rows = new ArrayList<>();
    for (int nodes : SIZES) {
      double online = perNode * nodes;
      double heard = Math.min(flushes, changes) * (nodes - 1);
      double bytes = changes * (nodes - 1) * in.of("directory-bytes-per-change");
      double forget = model.directoryEntries(online, nodes) * in.of("directory-forget-nanos") / 1e6;
      rows.add(
          List.of(
              whole(nodes),
              big(model.directoryEntries(online, nodes)),
              whole(model.directoryBytes(online, nodes) / MIB),
              tenths(heard),
              big(bytes),
              whole(forget)));
    }
    return new Section(
        "The directory as nodes are added, %s sockets on each"
            .formatted(big(in.of("simulated-sockets-per-node"))),
        "Each node knows where everybody is who has a socket on another. When one dies, each"
            + " survivor looks through all of it once, on the event loop that also delivers.",
        List.of(
            "nodes",
            "entries a node",
            "MiB a node",
            "deltas/s heard",
            "bytes/s heard",
            "ms to forget a dead node"),
        rows);
  }

  private static Section storms(Inputs in) {
    double sockets = in.of("simulated-sockets-per-node");
    List<List<String>> rows = new ArrayList<>();
    for (int nodes : SIZES) {
      Storm storm = Storm.of(in, nodes, sockets, in.of("machine-cores"));
      rows.add(
          List.of(
              whole(nodes),
              big(storm.perSurvivor()),
              big(storm.peakPerSecond()),
              tenths(storm.halfBackSeconds()),
              tenths(storm.allBackSeconds()),
              hundredths(storm.attempts())));
    }
    return new Section(
        "One node of several dies, with %s sockets".formatted(big(sockets)),
        "Survivors are as busy as planned and serve who comes back with what is left of %s cores;"
                .formatted(whole(in.of("machine-cores")))
            + " clients wait, and wait longer, as the web client does.",
        List.of(
            "nodes",
            "sockets a survivor",
            "most tries/s a survivor",
            "s until half are back",
            "s until all are",
            "tries a socket"),
        rows);
  }

  private static Section check(Inputs in) {
    List<List<String>> rows =
        Check.all(in).stream()
            .filter(check -> check.measured() > 0)
            .map(
                check ->
                    List.of(
                        check.nodes()
                            + (check.nodes() == 1 ? " node, " : " nodes, ")
                            + check.what()
                            + (check.unit().isEmpty() ? "" : ", " + check.unit()),
                        tenths(check.measured()),
                        tenths(check.predicted()),
                        check.isFitted()
                            ? "fitted"
                            : String.format(Locale.ROOT, "%+.0f %%", check.off())))
            .toList();
    return new Section(
        "The model against measurements, at %s messages/s".formatted(whole(in.of("check-rate"))),
        "Fitted: what a message costs on one node, and what a second one adds. The rest is"
            + " predicted.",
        List.of("", "measured", "model", "off by"),
        rows);
  }

  private static Section inputs(Inputs in) {
    List<List<String>> rows =
        in.all().stream()
            .map(input -> List.of(input.name(), plain(input.value()), input.source()))
            .toList();
    return new Section("Inputs", "", List.of("input", "value", "from"), rows);
  }

  /// Three digits and a letter.
  static String big(double value) {
    String[] units = {"", "k", "M", "G", "T"};
    int unit = 0;
    double left = value;
    while (left >= 999.5 && unit < units.length - 1) {
      left /= 1000;
      unit++;
    }
    int digits = left >= 99.5 || left == Math.rint(left) ? 0 : left >= 9.95 ? 1 : 2;
    return String.format(Locale.ROOT, "%." + digits + "f%s", left, units[unit]);
  }

  private static String whole(double value) {
    return String.format(Locale.ROOT, "%,.0f", value);
  }

  private static String tenths(double value) {
    return String.format(Locale.ROOT, "%,.1f", value);
  }

  private static String hundredths(double value) {
    return String.format(Locale.ROOT, "%,.2f", value);
  }

  private static String plain(double value) {
    return value == Math.rint(value) ? whole(value) : String.format(Locale.ROOT, "%.3f", value);
  }
}
