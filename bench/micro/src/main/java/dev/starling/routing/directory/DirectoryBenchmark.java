package dev.starling.routing.directory;

import dev.starling.bench.micro.Samples;
import dev.starling.wire.UserId;
import java.util.List;
import java.util.Set;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// Where somebody is. Another id each time, in an order that no cache can guess.
@State(Scope.Thread)
public class DirectoryBenchmark {

  /// Without a divisor in common with the numbers of users.
  private static final int STRIDE = 7_919;

  private static final int NODES = 10;

  @Param({"20000", "200000"})
  public int users;

  private final Replica replica = new Replica(move -> {});
  private UserId[] asked;
  private UserId[] strangers;
  private int next;

  @Setup(Level.Trial)
  public void fill() {
    asked = new UserId[users];
    strangers = new UserId[users];
    for (int i = 0; i < users; i++) {
      replica.add("node-" + i % NODES, List.of(Samples.user(i)));
      asked[i] = Samples.user(i);
      strangers[i] = Samples.user(users + i);
    }
  }

  @Benchmark
  public Set<String> nodesOfSomebodyElsewhere() {
    return replica.nodesOf(asked[next()]);
  }

  @Benchmark
  public Set<String> nodesOfSomebodyHere() {
    return replica.nodesOf(strangers[next()]);
  }

  /// What a person's way from one node to another costs each of the others.
  @Benchmark
  public int move() {
    int who = next();
    List<UserId> mover = List.of(asked[who]);
    replica.add("node-new", mover);
    replica.remove("node-new", mover);
    return replica.size();
  }

  private int next() {
    next = (next + STRIDE) % users;
    return next;
  }
}
