package dev.starling.persistence;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/// What PostgreSQL had committed at one moment, as it describes it itself (`pg_current_snapshot`).
///
/// Clocks drift, and commits become visible later than their timestamps say; a snapshot does
/// neither. "Everything in this snapshot" is therefore what a resume cursor means.
///
/// @param xmin every transaction below is over
/// @param xmax no transaction from here on had begun
/// @param inProgress those between the two that were not over: as many as there were writers
public record Snapshot(long xmin, long xmax, List<Long> inProgress) {

  /// Before anything was written.
  public static final Snapshot NOTHING = new Snapshot(0, 0, List.of());

  public Snapshot {
    inProgress = List.copyOf(inProgress);
  }

  /// Reads PostgreSQL's text form, `xmin:xmax:xid,xid,…`.
  ///
  /// @throws IllegalArgumentException when it is none
  public static Snapshot parse(String text) {
    String[] parts = text.split(":", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException("not a snapshot: " + text);
    }
    List<Long> inProgress =
        parts[2].isEmpty()
            ? List.of()
            : Arrays.stream(parts[2].split(",", -1)).map(Long::valueOf).toList();
    Snapshot snapshot =
        new Snapshot(Long.parseLong(parts[0]), Long.parseLong(parts[1]), inProgress);
    if (!snapshot.isOrdered()) {
      throw new IllegalArgumentException("not a snapshot: " + text);
    }
    return snapshot;
  }

  private boolean isOrdered() {
    return xmin >= 0
        && xmin <= xmax
        && inProgress.stream().allMatch(xid -> xid >= xmin && xid < xmax);
  }

  /// Whether what this transaction wrote is in the snapshot. Zero stands for "never written".
  public boolean includes(long xid) {
    return xid < xmin || (xid < xmax && !inProgress.contains(xid));
  }

  /// Whether everything in the other snapshot is in this one, too.
  public boolean includes(Snapshot other) {
    return inProgress.stream().noneMatch(other::includes)
        && LongStream.range(xmax, Math.max(xmax, other.xmax)).noneMatch(other::includes);
  }

  public String text() {
    String running = inProgress.stream().map(String::valueOf).collect(Collectors.joining(","));
    return xmin + ":" + xmax + ":" + running;
  }
}
