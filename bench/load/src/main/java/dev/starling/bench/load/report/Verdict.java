package dev.starling.bench.load.report;

import java.util.Set;

/// Whether a figure has become better, as far as the runs can tell.
enum Verdict {
  BETTER("better"),
  WORSE("WORSE"),
  /// The runs of the one and the other overlap, or it is not known how far they are apart.
  SAME(""),
  /// It has changed, and only the reader knows whether that is good.
  DIFFERENT("different");

  /// More of these is better; of everything else with a unit below, less is.
  private static final Set<String> THE_MORE_THE_BETTER = Set.of("/s", "sockets");

  private static final Set<String> THE_LESS_THE_BETTER =
      Set.of("ms", "s", "MiB", "KiB", "messages", "cores", "µs");

  private final String word;

  Verdict(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }

  static Verdict of(Spread before, Spread after) {
    boolean isKnown = before.isKnown() && after.isKnown();
    boolean isMore = isKnown && after.isAbove(before);
    boolean isLess = isKnown && before.isAbove(after);
    if (!isMore && !isLess) {
      return SAME;
    }
    String unit = after.unit().split(" ", -1)[0]; // Per whatever.
    if (THE_MORE_THE_BETTER.contains(unit)) {
      return isMore ? BETTER : WORSE;
    }
    return !THE_LESS_THE_BETTER.contains(unit) ? DIFFERENT : isMore ? WORSE : BETTER;
  }
}
