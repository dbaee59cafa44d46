package dev.starling.bench.load;

import dev.starling.bench.load.client.Device;
import dev.starling.bench.load.client.Person;
import dev.starling.bench.load.client.SetupException;
import dev.starling.bench.load.report.RunResult;
import dev.starling.wire.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Direct messages in a database that has grown. All conversations are those of the people who are
/// online, and each message goes to another one than those before it, so that neither the nodes'
/// caches nor PostgreSQL's help more than they would in a large installation.
@Command(
    name = "growth",
    description =
        "--users people with --conversations direct ones among them and --messages in these, who"
            + " write --rate messages a second in all, in ever other conversations.")
final class Growth implements Scenario {

  /// More are not used in one run; which ones is drawn, always the same.
  private static final int USED_MAX = 100_000;

  private static final long SEED = 20_261_124;

  @Option(
      names = "--conversations",
      defaultValue = "10000",
      description = "Direct conversations, made by SQL (default: ${DEFAULT-VALUE}).")
  private long conversations;

  @Option(
      names = "--messages",
      defaultValue = "100000",
      description = "Messages stored in them beforehand, by SQL (default: ${DEFAULT-VALUE}).")
  private long messages;

  private OpenLoop loop;

  @Override
  public Map<String, String> defaults() {
    return Map.of("--users", "2000");
  }

  @Override
  public boolean hasSteps() {
    return true;
  }

  @Override
  public void check(Settings settings) {
    long most = Ballast.conversationsMax(settings.users());
    SetupException.unless(
        conversations >= 1 && conversations <= most,
        "--conversations: %d (expected: 1 to %d, which is all that --users can have)"
            .formatted(conversations, most));
    SetupException.unless(
        messages >= conversations && messages % conversations == 0,
        "--messages: %d (expected: a multiple of --conversations, %d)"
            .formatted(messages, conversations));
  }

  @Override
  public void prepare(Bench bench) {
    List<Person> people = bench.register(bench.settings().users());
    long begin = System.nanoTime();
    new Ballast(bench.database())
        .make(
            people.stream().map(person -> UserId.parse(person.id())).toList(),
            conversations,
            (int) (messages / conversations),
            bench::progress);
    bench.say(
        "prepared %,d conversations and %,d messages in %.1f s"
            .formatted(conversations, messages, (System.nanoTime() - begin) / 1e9));
    List<Device> devices = bench.connect(people);
    loop = new OpenLoop(used().mapToObj(number -> channel(number, devices)).toList());
  }

  @Override
  public RunResult run(Bench bench, int run) {
    return loop.run(bench, run);
  }

  private LongStream used() {
    return conversations <= USED_MAX
        ? LongStream.range(0, conversations)
        : new Random(SEED).longs(0, conversations).distinct().limit(USED_MAX);
  }

  /// One of the two writes; in half of all it is the one, in the others the other.
  private static Channel channel(long number, List<Device> devices) {
    Device one = devices.get(Ballast.one(number, devices.size()));
    Device other = devices.get(Ballast.other(number, devices.size()));
    boolean turned = Long.bitCount(number) % 2 == 1;
    List<Device> both = new ArrayList<>(List.of(one, other));
    return new Channel(Ballast.conversation(number).text(), both.remove(turned ? 1 : 0), both);
  }
}
