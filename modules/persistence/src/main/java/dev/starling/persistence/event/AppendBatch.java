package dev.starling.persistence.event;

import dev.starling.wire.ConversationId;
import io.vertx.core.Future;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The fast path: one call of `append_batch` for a whole batch, all of it or nothing.
final class AppendBatch {

  private static final String STATEMENT =
      """
      select bases, previous_xids, member_versions, timers, at, xid
        from append_batch($1, $2, $3, $4, $5, $6, $7, $8, $9)
      """;

  /// A duplicate, an unknown conversation, somebody who is not a member, a conversation in which
  /// not everybody may post, a message that refers to nothing.
  private static final Set<String> REFUSALS = Set.of("23505", "ST001", "ST002", "ST003", "ST004");

  private final List<NewMessage> batch;
  private final KnownSenders known;
  private final Long[] conversations;
  private final Integer[] counts;
  private final Integer[] index;
  private final Integer[] rank;
  private final Long[] senders;
  private final String[] clientIds;
  private final String[] texts;

  /// Null when all texts are plain.
  private final String[] details;

  private final Integer[] seen;

  /// @param known what was answered on the connection on which this will be run
  AppendBatch(List<NewMessage> batch, KnownSenders known) {
    this.batch = batch;
    this.known = known;
    conversations =
        batch.stream().map(m -> m.conversation().value()).distinct().sorted().toArray(Long[]::new);
    Map<Long, Integer> places = HashMap.newHashMap(conversations.length);
    for (int i = 0; i < conversations.length; i++) {
      places.put(conversations[i], i);
    }
    int[] count = new int[conversations.length];
    index = new Integer[batch.size()];
    rank = new Integer[batch.size()];
    for (int i = 0; i < index.length; i++) {
      ConversationId conversation = batch.get(i).conversation();
      int place = places.get(conversation.value());
      index[i] = place + 1;
      rank[i] = ++count[place];
    }
    counts = Arrays.stream(count).boxed().toArray(Integer[]::new);
    senders = batch.stream().map(m -> m.sender().value()).toArray(Long[]::new);
    clientIds = batch.stream().map(NewMessage::clientId).toArray(String[]::new);
    texts = batch.stream().map(NewMessage::text).toArray(String[]::new);
    details =
        batch.stream().anyMatch(message -> message.detail() != null)
            ? batch.stream().map(NewMessage::detail).toArray(String[]::new)
            : null;
    seen = batch.stream().map(known::version).toArray(Integer[]::new);
  }

  Future<List<Appended>> run(PgConnection connection) {
    return connection
        .preparedQuery(STATEMENT)
        .execute(
            Tuple.of(conversations, counts, index, rank, senders, clientIds)
                .addValue(texts)
                .addValue(details)
                .addValue(seen))
        .map(rows -> answers(rows.iterator().next()));
  }

  /// Whether PostgreSQL aborted the batch for the sake of one message in it.
  static boolean isRefusal(Throwable cause) {
    return cause instanceof PgException e && REFUSALS.contains(e.getSqlState());
  }

  private List<Appended> answers(Row row) {
    Long[] bases = row.getArrayOfLongs(0);
    Long[] previousXids = row.getArrayOfLongs(1);
    Integer[] memberVersions = row.getArrayOfIntegers(2);
    Integer[] timers = row.getArrayOfIntegers(3);
    Instant at = row.getOffsetDateTime(4).toInstant();
    long xid = row.getLong(5);
    List<Appended> answers = new ArrayList<>(index.length);
    for (int i = 0; i < index.length; i++) {
      int place = index[i] - 1;
      if (!memberVersions[place].equals(seen[i])) {
        known.wrote(batch.get(i), memberVersions[place]);
      }
      long previousXid = rank[i] == 1 ? previousXids[place] : xid;
      Instant expiresAt = timers[place] == null ? null : at.plusSeconds(timers[place]);
      answers.add(
          new Appended.Stored(
              bases[place] + rank[i],
              at,
              expiresAt,
              xid,
              previousXid,
              memberVersions[place],
              false));
    }
    return answers;
  }
}
