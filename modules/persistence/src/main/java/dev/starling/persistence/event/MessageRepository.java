package dev.starling.persistence.event;

import dev.starling.persistence.Database;
import dev.starling.persistence.Rows;
import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import dev.starling.wire.conversation.PollVoter;
import dev.starling.wire.conversation.Reactor;
import dev.starling.wire.conversation.Revision;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/// What is kept of a message besides its own row.
public final class MessageRepository {

  /// Where a page of reactions begins: behind this one. Nobody reacts twice in one moment.
  public record ReactionPlace(Instant at, UserId user) {}

  private static final String REVISIONS =
      """
      select body, since
        from message_revision
       where conversation_id = $1 and seq = $2
       order by replaced_by desc
      """;

  private static final String REACTIONS =
      """
      select user_id, emoji, at
        from reaction
       where conversation_id = $1 and seq = $2 and ($3::timestamptz is null or (at, user_id) > ($3, $4))
       order by at, user_id
       limit $5
      """;

  private static final String VOTERS =
      """
      select user_id, options, at
        from poll_vote
       where conversation_id = $1 and seq = $2 and user_id > $3 and ($4::int is null or $4 = any (options))
       order by user_id
       limit $5
      """;

  private final Database database;

  public MessageRepository(Database database) {
    this.database = database;
  }

  /// Newest first.
  public Future<List<Revision>> revisions(ConversationId conversation, long seq) {
    return database
        .run(REVISIONS, conversation.value(), seq)
        .map(rows -> Rows.list(rows, row -> new Revision(row.getString(0), time(row, 1))));
  }

  /// @param after null for the first page
  public Future<List<Reactor>> reactions(
      ConversationId conversation, long seq, ReactionPlace after, int limit) {
    OffsetDateTime at = after == null ? null : after.at().atOffset(ZoneOffset.UTC);
    Long user = after == null ? null : after.user().value();
    return database
        .run(REACTIONS, conversation.value(), seq, at, user, limit)
        .map(rows -> Rows.list(rows, MessageRepository::reactor));
  }

  /// Who has a vote in a poll, in the order of their ids.
  ///
  /// @param after null for the first page
  /// @param option only those who chose it; null for all
  public Future<List<PollVoter>> voters(
      ConversationId conversation, long seq, UserId after, Integer option, int limit) {
    long from = after == null ? Long.MIN_VALUE : after.value();
    return database
        .run(VOTERS, conversation.value(), seq, from, option, limit)
        .map(rows -> Rows.list(rows, MessageRepository::voter));
  }

  private static PollVoter voter(Row row) {
    return new PollVoter(
        new UserId(row.getLong(0)), List.of(row.getArrayOfIntegers(1)), time(row, 2));
  }

  private static Reactor reactor(Row row) {
    return new Reactor(new UserId(row.getLong(0)), row.getString(1), time(row, 2));
  }

  private static Instant time(Row row, int column) {
    return row.getOffsetDateTime(column).toInstant();
  }
}
