package dev.starling.bench.load.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Two reports side by side.
///
/// @param rows figures that both have, in the order of the later one
/// @param differences conditions that are not the same, each as a sentence
/// @param onlyOne names of figures that only one of them has
public record Comparison(
    SavedReport before,
    SavedReport after,
    List<Row> rows,
    List<String> differences,
    List<String> onlyOne) {

  /// One figure in both.
  record Row(String name, Spread before, Spread after, Verdict verdict) {

    /// After over before, as it is shown.
    String ratio() {
      double ratio = after.median() / before.median();
      return Double.isFinite(ratio) ? String.format(Locale.ROOT, "%.2f", ratio) : "";
    }
  }

  public static Comparison of(SavedReport before, SavedReport after) {
    List<Row> rows = new ArrayList<>();
    Set<String> onlyOne = new LinkedHashSet<>(before.figures().keySet());
    after
        .figures()
        .forEach(
            (name, spread) -> {
              Spread earlier = before.figures().get(name);
              if (earlier == null) {
                onlyOne.add(name);
              } else {
                onlyOne.remove(name);
                rows.add(new Row(name, earlier, spread, Verdict.of(earlier, spread)));
              }
            });
    return new Comparison(before, after, rows, differences(before, after), List.copyOf(onlyOne));
  }

  /// What a reader has to know before believing any of the marks.
  List<String> caveats() {
    List<String> caveats = new ArrayList<>(differences);
    if (rows.stream().anyMatch(row -> !row.before().isKnown() || !row.after().isKnown())) {
      caveats.add("one run has no spread: nothing is marked (measure both with --runs 3)");
    }
    if (!onlyOne.isEmpty()) {
      caveats.add("only in one of the two: " + String.join(", ", onlyOne));
    }
    return caveats;
  }

  private static List<String> differences(SavedReport before, SavedReport after) {
    Map<String, String> all = new LinkedHashMap<>(before.conditions());
    all.putAll(after.conditions());
    List<String> differences = new ArrayList<>();
    for (String name : all.keySet()) {
      String one = before.conditions().getOrDefault(name, "none");
      String other = after.conditions().getOrDefault(name, "none");
      if (!one.equals(other)) {
        differences.add("not the same: " + name + " " + one + " and " + other);
      }
    }
    return differences;
  }
}
