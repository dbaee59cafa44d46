package dev.starling.persistence.hook;

import dev.starling.persistence.Database;
import dev.starling.wire.ConversationId;
import dev.starling.wire.HookId;
import dev.starling.wire.UserId;
import dev.starling.wire.hook.IncomingHook;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;

/// Webhooks to post through, known by the hash of their secret.
public final class IncomingHookRepository {

  /// Whom a webhook speaks for, and where.
  public record Door(HookId id, ConversationId conversation, UserId bot) {}

  private static final String ADD =
      """
      insert into incoming_hook (id, conversation_id, bot_id, label, secret_hash)
        select $1, $2, $3, $4, $5
         where (select count(*) from incoming_hook where conversation_id = $2 and bot_id = $3) < $6
      returning id, conversation_id, bot_id, label, created_at
      """;

  /// Those of one's own bots.
  private static final String LIST =
      """
      select h.id, h.conversation_id, h.bot_id, h.label, h.created_at
        from incoming_hook h
        join account a on a.id = h.bot_id
       where h.conversation_id = $1 and (a.owner_id = $2 or a.id = $2)
       order by h.id
      """;

  private static final String REMOVE =
      """
      delete from incoming_hook h
       using account a
       where h.id = $1 and h.conversation_id = $2 and a.id = h.bot_id and (a.owner_id = $3 or a.id = $3)
      """;

  private static final String FIND =
      """
      select id, conversation_id, bot_id from incoming_hook where secret_hash = $1
      """;

  private final Database database;

  public IncomingHookRepository(Database database) {
    this.database = database;
  }

  /// Empty when the bot has as many in this conversation as allowed. The answer has no URL.
  public Future<Optional<IncomingHook>> add(Door door, String label, Buffer secretHash, int limit) {
    return database
        .run(
            ADD,
            door.id().value(),
            door.conversation().value(),
            door.bot().value(),
            label,
            secretHash,
            limit)
        .map(rows -> rows.stream().findFirst().map(IncomingHookRepository::hook));
  }

  public Future<List<IncomingHook>> list(ConversationId conversation, UserId owner) {
    return database
        .run(LIST, conversation.value(), owner.value())
        .map(rows -> rows.stream().map(IncomingHookRepository::hook).toList());
  }

  /// Whether there was such a hook of the owner's.
  public Future<Boolean> remove(HookId hook, ConversationId conversation, UserId owner) {
    return database
        .run(REMOVE, hook.value(), conversation.value(), owner.value())
        .map(rows -> rows.rowCount() > 0);
  }

  public Future<Optional<Door>> find(Buffer secretHash) {
    return database
        .run(FIND, secretHash)
        .map(
            rows ->
                rows.stream()
                    .findFirst()
                    .map(
                        row ->
                            new Door(
                                new HookId(row.getLong(0)),
                                new ConversationId(row.getLong(1)),
                                new UserId(row.getLong(2)))));
  }

  private static IncomingHook hook(Row row) {
    return new IncomingHook(
        new HookId(row.getLong(0)),
        new ConversationId(row.getLong(1)),
        new UserId(row.getLong(2)),
        row.getString(3),
        row.getOffsetDateTime(4).toInstant(),
        null);
  }
}
