package dev.starling.bench.load;

import dev.starling.bench.load.client.Device;
import dev.starling.bench.load.client.Person;
import dev.starling.bench.load.report.RunResult;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;

/// People in pairs, each pair a direct conversation, both writing. With several nodes the two of a
/// pair are on different ones.
@Command(
    name = "direct",
    description =
        "--users people in pairs, who write to each other, --rate messages a second in all.")
final class Direct implements Scenario {

  private OpenLoop loop;

  @Override
  public void prepare(Bench bench) {
    int pairs = bench.settings().users() / 2;
    List<Person> people = bench.register(2 * pairs);
    List<String> conversations = bench.openPairs(people);
    List<Device> devices = bench.connect(people);
    List<Channel> channels = new ArrayList<>(2 * pairs);
    for (int pair = 0; pair < pairs; pair++) {
      Device one = devices.get(2 * pair);
      Device other = devices.get(2 * pair + 1);
      channels.add(new Channel(conversations.get(pair), one, List.of(other)));
      channels.add(new Channel(conversations.get(pair), other, List.of(one)));
    }
    loop = new OpenLoop(channels);
  }

  @Override
  public RunResult run(Bench bench, int run) {
    return loop.run(bench, run);
  }
}
