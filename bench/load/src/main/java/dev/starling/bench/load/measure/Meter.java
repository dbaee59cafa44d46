package dev.starling.bench.load.measure;

import dev.starling.bench.load.measure.ProcFs.Usage;
import java.util.ArrayList;
import java.util.List;

/// Knows what each server has used between two moments.
public final class Meter {

  private final ProcFs proc;
  private final List<Server> servers;

  public Meter(ProcFs proc, List<Server> servers) {
    this.proc = proc;
    this.servers = List.copyOf(servers);
  }

  /// What all servers had used at a moment.
  public record Mark(long nanos, List<Usage> usages) {
    public Mark {
      usages = List.copyOf(usages);
    }
  }

  /// What one server used over a time.
  ///
  /// @param cores how many it kept busy on average
  /// @param memoryMib at the end of the time
  public record Use(Server server, double cpuSeconds, double cores, double memoryMib) {

    public double microsPer(long things) {
      return things == 0 ? 0 : cpuSeconds * 1e6 / things;
    }
  }

  public List<Server> servers() {
    return servers;
  }

  /// False where there is no `/proc`: then all use reads as nothing.
  public boolean works() {
    return proc.isHere();
  }

  public Mark mark() {
    List<Usage> usages = new ArrayList<>(servers.size());
    for (Server server : servers) {
      usages.add(works() ? proc.usage(server.pid()) : Usage.NOTHING);
    }
    return new Mark(System.nanoTime(), usages);
  }

  /// What all servers of a group have resident at a moment.
  public double memoryMib(Mark mark, Server.Group group) {
    double sum = 0;
    for (int i = 0; i < servers.size(); i++) {
      sum += servers.get(i).group() == group ? mark.usages().get(i).memoryMib() : 0;
    }
    return sum;
  }

  public List<Use> between(Mark from, Mark to) {
    double seconds = (to.nanos() - from.nanos()) / 1e9;
    List<Use> uses = new ArrayList<>(servers.size());
    for (int i = 0; i < servers.size(); i++) {
      // A process that ended in between takes its times with it.
      double cpu = Math.max(0, to.usages().get(i).cpuSeconds() - from.usages().get(i).cpuSeconds());
      uses.add(new Use(servers.get(i), cpu, cpu / seconds, to.usages().get(i).memoryMib()));
    }
    return uses;
  }
}
