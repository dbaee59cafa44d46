package dev.starling.persistence.search;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Rows of the outbox that one transaction has locked, and what they say: per entry a conversation,
/// the first of its sequences and how many there are.
record Claim(Long[] rows, Tuple entries, boolean isFull) {

  /// Takes rows from the front until they hold as many messages as allowed. The others stay locked
  /// until the transaction is over, and are claimed again then.
  static Claim of(RowSet<Row> found, Outbox.Limits limits) {
    List<Long> rows = new ArrayList<>();
    List<Long> conversations = new ArrayList<>();
    List<Long> firsts = new ArrayList<>();
    List<Integer> counts = new ArrayList<>();
    int messages = 0;
    for (Row row : found) {
      Integer[] rowCounts = row.getArrayOfIntegers(3);
      for (Integer count : rowCounts) {
        messages += count;
      }
      if (messages > limits.messagesMax() && !rows.isEmpty()) {
        break;
      }
      rows.add(row.getLong(0));
      Collections.addAll(conversations, row.getArrayOfLongs(1));
      Collections.addAll(firsts, row.getArrayOfLongs(2));
      Collections.addAll(counts, rowCounts);
    }
    Tuple entries =
        Tuple.of(
            conversations.toArray(Long[]::new),
            firsts.toArray(Long[]::new),
            counts.toArray(Integer[]::new));
    boolean isFull = rows.size() < found.size() || found.size() == limits.rowsMax();
    return new Claim(rows.toArray(Long[]::new), entries, isFull);
  }

  boolean isEmpty() {
    return rows.length == 0;
  }
}
