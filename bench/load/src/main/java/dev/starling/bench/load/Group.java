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

/// People in groups, whose members write in turn. Everybody is online, and must hear whatever the
/// others of the group write. With several nodes each group is spread over all of them.
@Command(
    name = "group",
    description =
        "--users people in groups of --members, all online, --rate messages a second in all.")
final class Group implements Scenario {

  @Option(
      names = "--members",
      defaultValue = "100",
      description = "People in each group (default: ${DEFAULT-VALUE}).")
  private int members;

  private OpenLoop loop;

  /// Each message to a group of 100 is 99 deliveries.
  @Override
  public Map<String, String> defaults() {
    return Map.of("--rate", "300");
  }

  @Override
  public void check(Settings settings) {
    SetupException.unless(
        members >= 2 && members <= settings.users(),
        "--members: " + members + " (expected: 2 to --users, " + settings.users() + ")");
  }

  @Override
  public void prepare(Bench bench) {
    int groups = bench.settings().users() / members;
    List<Person> people = bench.register(groups * members);
    List<String> conversations = bench.openGroups(people, members);
    List<Device> devices = bench.connect(people);
    List<Channel> channels = new ArrayList<>(people.size());
    for (int group = 0; group < groups; group++) {
      List<Device> all = devices.subList(group * members, (group + 1) * members);
      for (Device writer : all) {
        channels.add(new Channel(conversations.get(group), writer, Channel.others(all, writer)));
      }
    }
    loop = new OpenLoop(channels);
  }

  @Override
  public RunResult run(Bench bench, int run) {
    return loop.run(bench, run);
  }
}
