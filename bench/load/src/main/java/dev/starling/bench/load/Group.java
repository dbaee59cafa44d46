package dev.starling.bench.load;

import dev.starling.bench.load.client.Device;
import dev.starling.bench.load.client.Person;
import dev.starling.bench.load.report.RunResult;
import java.util.ArrayList;
import java.util.List;

/// People in groups, whose members write in turn. Everybody is online, and must hear whatever the
/// others of the group write. With several nodes each group is spread over all of them.
final class Group implements Scenario {

  private static final int MEMBERS = 100;

  private OpenLoop loop;

  @Override
  public String name() {
    return "group";
  }

  @Override
  public String description() {
    return "--users people in groups of " + MEMBERS + ", all online, --rate messages a second";
  }

  @Override
  public void prepare(Bench bench) {
    int members = Math.min(MEMBERS, bench.settings().users());
    int groups = bench.settings().users() / members;
    List<Person> people = bench.register(groups * members);
    List<String> conversations = bench.openGroups(people, members);
    List<Device> devices = bench.connect(people);
    List<Channel> channels = new ArrayList<>(people.size());
    for (int group = 0; group < groups; group++) {
      List<Device> all = devices.subList(group * members, (group + 1) * members);
      for (Device writer : all) {
        channels.add(new Channel(conversations.get(group), writer, without(all, writer)));
      }
    }
    loop = new OpenLoop(channels);
  }

  @Override
  public RunResult run(Bench bench, int run) {
    return loop.run(bench, run);
  }

  private static List<Device> without(List<Device> all, Device one) {
    return all.stream().filter(device -> device != one).toList();
  }
}
