package dev.starling.persistence.search;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Rows of the outbox that one indexer has to itself, and what they say: per entry a conversation,
/// the first of its sequences and how many there are.
///
/// @param isFull whether there was more than a claim may hold
record Claim(Long[] rows, Long[] conversations, Long[] firsts, Integer[] counts, boolean isFull) {

  /// @param claimed with how many rows were found in the last column
  static Claim of(RowSet<Row> claimed, Outbox.Limits limits) {
    List<Long> rows = new ArrayList<>();
    List<Long> conversations = new ArrayList<>();
    List<Long> firsts = new ArrayList<>();
    List<Integer> counts = new ArrayList<>();
    long found = 0;
    for (Row row : claimed) {
      rows.add(row.getLong(0));
      Collections.addAll(conversations, row.getArrayOfLongs(1));
      Collections.addAll(firsts, row.getArrayOfLongs(2));
      Collections.addAll(counts, row.getArrayOfIntegers(3));
      found = row.getLong(4);
    }
    return new Claim(
        rows.toArray(Long[]::new),
        conversations.toArray(Long[]::new),
        firsts.toArray(Long[]::new),
        counts.toArray(Integer[]::new),
        found > rows.size() || found >= limits.rowsMax());
  }

  boolean isEmpty() {
    return rows.length == 0;
  }
}
