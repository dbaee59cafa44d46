package dev.starling.bench.capacity;

import java.util.List;

/// A table with what must be known to read it.
///
/// @param head of its columns; the first names the rows
record Section(String title, String note, List<String> head, List<List<String>> rows) {

  Section {
    head = List.copyOf(head);
    rows = List.copyOf(rows);
    int columns = head.size();
    if (rows.stream().anyMatch(row -> row.size() != columns)) {
      throw new IllegalArgumentException(title + ": a row is not as wide as the head");
    }
  }
}
