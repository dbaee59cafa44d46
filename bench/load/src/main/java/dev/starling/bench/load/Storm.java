package dev.starling.bench.load;

import dev.starling.bench.load.client.Device;
import dev.starling.bench.load.client.Node;
import dev.starling.bench.load.client.Person;
import dev.starling.bench.load.client.SetupException;
import dev.starling.bench.load.measure.Server;
import dev.starling.bench.load.report.RunResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// People on several nodes, of which the last is killed. Everybody there comes back on the others,
/// while bystanders write to each other and to those who are away.
@Command(
    name = "storm",
    description =
        "--users sockets on --nodes nodes, of which one is killed after --warm-up; --rate messages"
            + " a second in all, half of them to people there. Measured for --duration, and until"
            + " all are back.")
final class Storm implements Scenario {

  @Option(
      names = "--conversations",
      defaultValue = "500",
      description =
          "Pairs of bystanders who talk, and as many bystanders who write to somebody on the node"
              + " that is killed (default: ${DEFAULT-VALUE}).")
  private int conversations;

  @Option(
      names = "--first-wait",
      defaultValue = "8s",
      converter = TimeSpan.class,
      description =
          "Clients come back after a random time of up to this, if nobody told them to wait"
              + " (default: ${DEFAULT-VALUE}).")
  private Duration firstWait;

  private final Consumer<Target> killer;
  private List<Person> people;
  private List<Device> devices;
  private List<Channel> bystanders;
  private List<Channel> toRefugees;

  Storm() {
    this(Storm::killLast);
  }

  /// @param killer ends the last node
  Storm(Consumer<Target> killer) {
    this.killer = killer;
  }

  @Override
  public Map<String, String> defaults() {
    return Map.of("--nodes", "2", "--users", "16000", "--rate", "500", "--duration", "15s");
  }

  @Override
  public boolean isRepeatable() {
    return false;
  }

  @Override
  public void check(Settings settings) {
    SetupException.unless(
        conversations >= 1, "--conversations: " + conversations + " (expected: at least 1)");
  }

  @Override
  public void prepare(Bench bench) {
    int nodes = bench.target().nodes().size();
    SetupException.unless(nodes >= 2, "storm needs at least 2 nodes (--nodes): it kills one.");
    int sockets = bench.settings().users() / nodes * nodes;
    // The survivors take all that the dead one had.
    FileLimit.check(bench.target(), sockets / (nodes - 1) * nodes);
    people = bench.register(sockets);
    List<Integer> staying = placesOn(nodes, false);
    List<Integer> leaving = placesOn(nodes, true);
    SetupException.unless(
        staying.size() >= 3 * conversations && leaving.size() >= conversations,
        "--conversations: "
            + conversations
            + " (expected: at most a third of the bystanders, "
            + staying.size() / 3
            + ", and "
            + leaving.size()
            + ")");
    // First those of bystanders, then those of bystanders with people who will be away.
    List<Integer> ones = new ArrayList<>(staying.subList(0, conversations));
    List<Integer> others = new ArrayList<>(staying.subList(conversations, 2 * conversations));
    ones.addAll(staying.subList(2 * conversations, 3 * conversations));
    others.addAll(leaving.subList(0, conversations));
    List<Person> inPairs = new ArrayList<>();
    for (int pair = 0; pair < ones.size(); pair++) {
      inPairs.add(people.get(ones.get(pair)));
      inPairs.add(people.get(others.get(pair)));
    }
    List<String> ids = bench.openPairs(inPairs);
    devices = bench.connect(people);
    bystanders = channels(ids.subList(0, conversations), ones, others, 0);
    toRefugees = channels(ids.subList(conversations, ids.size()), ones, others, conversations);
  }

  @Override
  public RunResult run(Bench bench, int run) {
    int doomed = bench.target().nodes().size() - 1;
    List<Node> survivors = bench.target().nodes().subList(0, doomed);
    List<Device> leaving =
        devices.stream().filter(device -> !survivors.contains(device.person().node())).toList();
    return new StormRun(
            bench, run, () -> killer.accept(bench.target()), firstWait, leaving, survivors)
        .measure(bystanders, toRefugees);
  }

  /// As `kill -9` does.
  private static void killLast(Target target) {
    List<Server> nodes =
        target.servers().stream().filter(server -> server.group() == Server.Group.NODE).toList();
    ProcessHandle.of(nodes.getLast().pid()).ifPresent(ProcessHandle::destroyForcibly);
  }

  /// Where in the list those are who are on the last node, or on any other one.
  private List<Integer> placesOn(int nodes, boolean isLast) {
    List<Integer> places = new ArrayList<>();
    for (int place = 0; place < people.size(); place++) {
      if ((place % nodes == nodes - 1) == isLast) {
        places.add(place);
      }
    }
    return places;
  }

  /// One who writes to another, for each conversation.
  private List<Channel> channels(
      List<String> ids, List<Integer> ones, List<Integer> others, int from) {
    List<Channel> channels = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      Device writer = devices.get(ones.get(from + i));
      Device hearer = devices.get(others.get(from + i));
      channels.add(new Channel(ids.get(i), writer, List.of(hearer)));
    }
    return channels;
  }
}
