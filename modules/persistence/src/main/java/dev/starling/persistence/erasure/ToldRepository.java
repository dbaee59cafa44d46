package dev.starling.persistence.erasure;

import dev.starling.persistence.Database;
import dev.starling.persistence.Rows;
import dev.starling.persistence.event.Action;
import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What people whose accounts are gone leave in conversations of others, which is taken back one
/// thing at a time, so that everybody there hears it.
public final class ToldRepository {

  /// What one node works on alone, until its lease is over.
  ///
  /// @param step of `told_items` in V160
  public record Told(String erasure, ConversationId conversation, UserId sender, int step) {}

  private static final String CLAIM =
      """
      select erasure_id, conversation_id, sender_id, step from claim_told_part($1)
      """;

  private static final String ITEMS =
      """
      select seq, emoji from told_items($1, $2, $3, $4)
      """;

  private static final String ADVANCE =
      """
      select advance_told_part($1, $2, $3, $4)
      """;

  private final Database database;

  public ToldRepository(Database database) {
    this.database = database;
  }

  /// Empty when nothing is due.
  public Future<Optional<Told>> claim(Duration lease) {
    return database
        .run(CLAIM, (int) lease.toSeconds())
        .map(rows -> Rows.list(rows, ToldRepository::told).stream().findFirst());
  }

  /// What is to be done next. Doing it again is harmless.
  public Future<List<Action>> actions(Told told, int limit) {
    return database
        .run(ITEMS, told.conversation().value(), told.sender().value(), told.step(), limit)
        .map(rows -> Rows.list(rows, row -> action(told, row)));
  }

  /// @param hasMore whether the same step has to be taken again
  public Future<Void> advance(Told told, boolean hasMore) {
    return database
        .run(ADVANCE, told.erasure(), told.conversation().value(), told.sender().value(), hasMore)
        .mapEmpty();
  }

  private static Action action(Told told, Row row) {
    ConversationId conversation = told.conversation();
    UserId sender = told.sender();
    Long seq = row.getLong(0);
    return switch (told.step()) {
      case 0 -> Action.of("leave_for_good", conversation, sender, told.erasure());
      case 1 -> new Action(conversation, "delete_for_good", List.of(conversation.value(), seq));
      case 2 -> Action.of("unreact_for_good", conversation, sender, seq, row.getString(1));
      default -> Action.of("unvote_for_good", conversation, sender, seq);
    };
  }

  private static Told told(Row row) {
    return new Told(
        row.getString(0),
        new ConversationId(row.getLong(1)),
        new UserId(row.getLong(2)),
        row.getInteger(3));
  }
}
