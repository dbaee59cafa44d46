package dev.starling.bench.load;

import dev.starling.bench.load.client.SetupException;
import dev.starling.bench.load.measure.ProcFs;
import dev.starling.bench.load.measure.Server;

/// Each socket is a file of its process, and how many of these there may be is soon forgotten.
final class FileLimit {

  /// What a process opens besides sockets: class files, the database's connections, logs.
  private static final int OTHERS = 500;

  private FileLimit() {}

  /// Refuses more sockets than the nodes can hold.
  static void check(Target target, int sockets) {
    ProcFs proc = ProcFs.ofThisMachine();
    for (Server server : target.servers()) {
      long needed = Math.ceilDiv(sockets, target.nodes().size()) + OTHERS;
      if (server.group() == Server.Group.NODE && proc.filesMax(server.pid()) < needed) {
        throw new SetupException(
            ("%s may open %,d files and needs %,d for its share of %,d sockets: start more nodes"
                    + " (--nodes), or raise the limit (ulimit -n) before they start.")
                .formatted(server.name(), proc.filesMax(server.pid()), needed, sockets));
      }
    }
  }

  /// Refuses more sockets than this process can hold.
  static void checkHere(int sockets) {
    SetupException.unless(
        sockets <= sockets(),
        "The generator may hold %,d sockets, and not %,d: raise the limit of files (ulimit -n)."
            .formatted(sockets(), sockets));
  }

  /// How many sockets fit into a process such as this one.
  static int sockets() {
    long files = ProcFs.ofThisMachine().filesMax(ProcessHandle.current().pid());
    SetupException.unless(
        files > 2 * OTHERS,
        "The generator may open only " + files + " files: raise the limit (ulimit -n).");
    return (int) Math.min(Integer.MAX_VALUE, files - OTHERS);
  }
}
