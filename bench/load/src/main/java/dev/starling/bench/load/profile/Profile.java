package dev.starling.bench.load.profile;

import java.util.Locale;

/// What a flame graph is drawn of.
public enum Profile {
  /// Processor time, of the kernel too where the system permits it.
  CPU,
  /// Bytes that were allocated.
  ALLOC;

  /// As in a file's name, and as async-profiler calls it.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
