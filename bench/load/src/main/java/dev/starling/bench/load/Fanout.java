package dev.starling.bench.load;

import dev.starling.bench.load.client.Device;
import dev.starling.bench.load.client.Person;
import dev.starling.bench.load.client.SetupException;
import dev.starling.bench.load.report.RunResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// One big group, of whose members some are online, spread over all nodes; a few of these write.
/// What matters is how long it takes until the last one has it.
@Command(
    name = "fanout",
    description =
        "One group of --members, --online of them online, in which --writers write, --rate"
            + " messages a second in all.")
final class Fanout implements Scenario {

  /// An id, its quotes and its comma, with room to grow.
  private static final int ID_BYTES_MAX = 32;

  private static final int BODY_BYTES_MIN = 65_536;

  @Option(
      names = "--members",
      defaultValue = "5000",
      description = "People in the group (default: ${DEFAULT-VALUE}).")
  private int members;

  @Option(
      names = "--online",
      description = "Those of them who are online, with a socket each (default: --users).")
  private Integer online;

  @Option(
      names = "--writers",
      defaultValue = "5",
      description = "Those of them who write (default: ${DEFAULT-VALUE}).")
  private int writers;

  private OpenLoop loop;

  @Override
  public Map<String, String> defaults() {
    return Map.of("--rate", "5");
  }

  /// A node's own limits are meant for people; this is larger than what they allow.
  @Override
  public Map<String, String> nodeSettings() {
    return Map.of(
        "STARLING_MESSAGING_GROUP_MEMBERS_MAX",
        Integer.toString(members),
        "STARLING_REST_BODY_BYTES_MAX",
        Integer.toString(Math.max(BODY_BYTES_MIN, members * ID_BYTES_MAX)));
  }

  @Override
  public void check(Settings settings) {
    int sockets = sockets(settings);
    SetupException.unless(
        sockets >= 2, "--online: " + sockets + " (expected: at least 2, one of them to hear it)");
    SetupException.unless(
        members >= sockets,
        "--members: " + members + " (expected: at least those online, " + sockets + ")");
    SetupException.unless(
        writers >= 1 && writers <= sockets,
        "--writers: " + writers + " (expected: 1 to those online, " + sockets + ")");
  }

  @Override
  public boolean hasSteps() {
    return true;
  }

  @Override
  public void prepare(Bench bench) {
    List<Person> people = bench.register(members);
    String conversation = bench.openGroups(people, members).getFirst();
    List<Device> devices = bench.connect(people.subList(0, sockets(bench.settings())));
    List<Channel> channels = new ArrayList<>(writers);
    for (Device writer : devices.subList(0, writers)) {
      channels.add(new Channel(conversation, writer, Channel.others(devices, writer)));
    }
    loop = new OpenLoop(channels);
  }

  private int sockets(Settings settings) {
    return online == null ? settings.users() : online;
  }

  @Override
  public RunResult run(Bench bench, int run) {
    return loop.run(bench, run);
  }
}
