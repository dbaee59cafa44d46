package dev.starling.bench.load.measure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Reads what Linux says about processes below `/proc`.
public final class ProcFs {

  /// In clock ticks of 10 ms: USER_HZ is 100 on every architecture that Java 21 runs on.
  private static final double TICKS_PER_SECOND = 100;

  private static final double KIB_PER_MIB = 1024;
  private static final Pattern SPACES = Pattern.compile("\\s+");

  /// Positions in `/proc/PID/stat`, counted after the program's name, of the first of the four
  /// times: user, system, and the same of children that have ended and were waited for.
  private static final int FIRST_TIME = 11;

  private static final int TIMES = 4;

  private static final String FILES_MAX = "Max open files";
  private static final String UNLIMITED = "unlimited";

  private final Path root;

  public ProcFs(Path root) {
    this.root = root;
  }

  public static ProcFs ofThisMachine() {
    return new ProcFs(Path.of("/proc"));
  }

  /// What a process and its children have used.
  ///
  /// @param cpuSeconds user and system time, that of children which have ended included
  /// @param memoryMib resident: the own pages of each, and once the most that one of them shares;
  ///   for a single process exactly what it has resident
  /// @param processes how many there are now
  public record Usage(double cpuSeconds, double memoryMib, int processes) {

    public static final Usage NOTHING = new Usage(0, 0, 0);
  }

  public boolean isHere() {
    return Files.isReadable(root.resolve("self/stat"));
  }

  /// A process with its living children and theirs, whichever thread started them. A backend that
  /// has ended is found in the times of its postmaster. All zero once the process is gone.
  public Usage usage(long pid) {
    Deque<Long> toVisit = new ArrayDeque<>();
    toVisit.add(pid);
    double cpuSeconds = 0;
    double ownKib = 0;
    double sharedKib = 0;
    int processes = 0;
    while (!toVisit.isEmpty()) {
      long next = toVisit.poll();
      try {
        String stat = read(next, "stat");
        String status = read(next, "status");
        toVisit.addAll(children(next));
        cpuSeconds += cpuSeconds(stat);
        ownKib += kib(status, "RssAnon:");
        sharedKib = Math.max(sharedKib, kib(status, "RssFile:") + kib(status, "RssShmem:"));
        processes++;
      } catch (IOException ended) {
        // Between two files: what it used is, or will be, in its parent's times.
        continue;
      }
    }
    return new Usage(cpuSeconds, (ownKib + sharedKib) / KIB_PER_MIB, processes);
  }

  private List<Long> children(long pid) throws IOException {
    List<Long> children = new ArrayList<>();
    try (DirectoryStream<Path> threads =
        Files.newDirectoryStream(root.resolve(Long.toString(pid)).resolve("task"))) {
      for (Path thread : threads) {
        children.addAll(childrenOf(thread));
      }
    } catch (DirectoryIteratorException ended) {
      throw ended.getCause();
    }
    return children;
  }

  private static List<Long> childrenOf(Path thread) {
    try {
      return Stream.of(words(Files.readString(thread.resolve("children"))))
          .map(Long::parseLong)
          .toList();
    } catch (IOException ended) {
      // Another thread is their parent from now on.
      return List.of();
    }
  }

  /// How many files a process may have open; without bound where nothing says so.
  public long filesMax(long pid) {
    try {
      String limit =
          read(pid, "limits")
              .lines()
              .filter(line -> line.startsWith(FILES_MAX))
              .map(line -> words(line.substring(FILES_MAX.length()))[0])
              .findFirst()
              .orElse(UNLIMITED);
      return limit.equals(UNLIMITED) ? Long.MAX_VALUE : Long.parseLong(limit);
    } catch (IOException notLinux) {
      return Long.MAX_VALUE;
    }
  }

  static double cpuSeconds(String stat) throws IOException {
    // The name is in parentheses and may hold both spaces and parentheses.
    int nameEnds = stat.lastIndexOf(')');
    String[] fields = words(stat.substring(nameEnds + 1));
    if (nameEnds < 0 || fields.length < FIRST_TIME + TIMES) {
      throw new IOException("not a line of /proc/PID/stat: " + stat);
    }
    long ticks = 0;
    for (int i = FIRST_TIME; i < FIRST_TIME + TIMES; i++) {
      ticks += Long.parseLong(fields[i]);
    }
    return ticks / TICKS_PER_SECOND;
  }

  /// The value of a line such as `RssAnon: 1234 kB`, 0 without one.
  static double kib(String status, String name) {
    return status
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToDouble(line -> Double.parseDouble(words(line.substring(name.length()))[0]))
        .findFirst()
        .orElse(0);
  }

  private String read(long pid, String file) throws IOException {
    return Files.readString(
        root.resolve(Long.toString(pid)).resolve(file), StandardCharsets.ISO_8859_1);
  }

  private static String[] words(String line) {
    String stripped = line.strip();
    return stripped.isEmpty() ? new String[0] : SPACES.split(stripped, -1);
  }
}
