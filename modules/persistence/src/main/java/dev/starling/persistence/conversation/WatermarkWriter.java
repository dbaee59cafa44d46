package dev.starling.persistence.conversation;

import dev.starling.persistence.Database;
import dev.starling.persistence.GroupCommit;
import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Moves read and delivered watermarks forward, many in one statement: what arrives while one is in
/// flight is coalesced, the furthest wins. Owned by the context it was made on; [#mark] may be
/// called from any thread.
public final class WatermarkWriter {

  private static final GroupCommit.Limits LIMITS =
      new GroupCommit.Limits(2_000, Integer.MAX_VALUE, 50_000, Duration.ofMillis(500));

  /// Nobody can have read what is not there: the head bounds both.
  private static final String MOVE =
      """
      with mark as (
        select * from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[])
                        as mark(conversation_id, user_id, read_seq, delivered_seq)
      ), locked as (
        select m.conversation_id, m.user_id, least(mark.read_seq, c.last_seq) as read_seq,
               least(greatest(mark.delivered_seq, mark.read_seq), c.last_seq) as delivered_seq,
               m.delivered_seq as delivered_before, c.restricted and c.kind = 0 as is_quiet
          from mark
          join conversation c on c.id = mark.conversation_id
          join conversation_member m on m.conversation_id = mark.conversation_id and m.user_id = mark.user_id
         order by m.conversation_id, m.user_id
           for no key update of m
      )
      update conversation_member m
         set read_seq = greatest(m.read_seq, locked.read_seq),
             delivered_seq = greatest(m.delivered_seq, locked.delivered_seq)
        from locked
       where m.conversation_id = locked.conversation_id and m.user_id = locked.user_id
      returning m.conversation_id, m.user_id, m.read_seq, m.delivered_seq, locked.delivered_before, exists (
          select 1 from conversation_setting s
           where s.user_id = m.user_id and s.conversation_id = m.conversation_id and s.marked_unread), locked.is_quiet
      """;

  private record Key(ConversationId conversation, UserId user) {
    static Key of(Watermark mark) {
      return new Key(mark.conversation(), mark.user());
    }
  }

  private final Context context;
  private final Database database;
  private final GroupCommit<Watermark, Optional<Moved>> commits;

  /// To be called on the context that shall own the writer.
  public WatermarkWriter(Vertx vertx, Database database) {
    this.context = vertx.getOrCreateContext();
    this.database = database;
    this.commits = new GroupCommit<>(LIMITS, mark -> 1, this::move);
  }

  /// Where the member stands after it, once that is durable; empty when they are not a member.
  public Future<Optional<Moved>> mark(Watermark mark) {
    Promise<Optional<Moved>> answer = Promise.promise();
    context.runOnContext(on -> commits.add(mark).onComplete(answer));
    return answer.future();
  }

  private Future<List<Optional<Moved>>> move(List<Watermark> marks) {
    Map<Key, Watermark> furthest = new HashMap<>();
    marks.forEach(mark -> furthest.merge(Key.of(mark), mark, Watermark::max));
    List<Watermark> distinct = List.copyOf(furthest.values());
    return database
        .run(
            MOVE,
            distinct.stream().map(mark -> mark.conversation().value()).toArray(Long[]::new),
            distinct.stream().map(mark -> mark.user().value()).toArray(Long[]::new),
            distinct.stream().map(Watermark::readSeq).toArray(Long[]::new),
            distinct.stream().map(Watermark::deliveredSeq).toArray(Long[]::new))
        .map(rows -> inOrderOf(marks, rows));
  }

  private static List<Optional<Moved>> inOrderOf(List<Watermark> marks, RowSet<Row> rows) {
    Map<Key, Moved> moved = HashMap.newHashMap(rows.size());
    rows.forEach(
        row -> {
          Moved one = Moved.of(row);
          moved.put(Key.of(one.mark()), one);
        });
    List<Optional<Moved>> answers = new ArrayList<>(marks.size());
    marks.forEach(mark -> answers.add(Optional.ofNullable(moved.get(Key.of(mark)))));
    return answers;
  }
}
