package dev.starling.persistence.account;

import dev.starling.persistence.Database;
import dev.starling.wire.SessionId;
import dev.starling.wire.UserId;
import dev.starling.wire.account.Bot;
import dev.starling.wire.account.Names;
import dev.starling.wire.account.NewBot;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/// Accounts with an owner, and the sessions that their tokens stand for.
public final class BotRepository {

  /// Whose token it is.
  public record Holder(UserId bot, SessionId session) {}

  /// Nothing hashes to it, and nobody with an owner may sign in by password anyway.
  private static final String NO_PASSWORD = "!";

  private static final String ADD =
      """
      insert into account (id, username, username_key, display_name, display_key, password_hash, created_at, owner_id)
        select $1, $2, $3, $4, case when starts_with($3, $5) then null else $5 end, $6, $7, $8
         where exists (select 1 from account where id = $8 and owner_id is null)
           and (select count(*) from account where owner_id = $8) < $9
      returning id, username, display_name, owner_id, created_at
      """;

  private static final String LIST =
      """
      select id, username, display_name, owner_id, created_at from account where owner_id = $1 order by id
      """;

  private static final String FIND =
      """
      select id, username, display_name, owner_id, created_at
        from account
       where id = $1 and owner_id is not null and (owner_id = $2 or id = $2)
      """;

  private static final String IS_BOT =
      """
      select 1 from account where id = $1 and owner_id is not null
      """;

  private static final String ADD_TOKEN =
      """
      insert into session (id, account_id, device, created_at, last_used_at, expires_at, token_hash)
        select $1, $2, $3, $4, $4, $4::timestamptz + interval '100 years', $5
         where (select count(*) from session where account_id = $2 and revoked_at is null) < $6
      """;

  private static final String HOLDER =
      """
      select account_id, id from session where token_hash = $1 and revoked_at is null
      """;

  private final Database database;

  public BotRepository(Database database) {
    this.database = database;
  }

  /// Empty when the owner has as many as allowed, or is a bot. Fails with what
  /// [AccountRepository#isUsernameTaken] tells.
  public Future<Optional<Bot>> add(UserId id, NewBot bot, UserId owner, Instant now, int limit) {
    return database
        .run(
            ADD,
            id.value(),
            bot.username(),
            Names.key(bot.username()),
            bot.displayName(),
            Names.key(bot.displayName()),
            NO_PASSWORD,
            at(now),
            owner.value(),
            limit)
        .map(rows -> rows.stream().findFirst().map(BotRepository::bot));
  }

  public Future<List<Bot>> list(UserId owner) {
    return database
        .run(LIST, owner.value())
        .map(rows -> rows.stream().map(BotRepository::bot).toList());
  }

  /// For its owner, and for the bot itself.
  public Future<Optional<Bot>> find(UserId bot, UserId asker) {
    return database
        .run(FIND, bot.value(), asker.value())
        .map(rows -> rows.stream().findFirst().map(BotRepository::bot));
  }

  public Future<Boolean> isBot(UserId user) {
    return database.run(IS_BOT, user.value()).map(rows -> rows.size() > 0);
  }

  /// False when the bot has as many as allowed.
  public Future<Boolean> addToken(
      Holder holder, String label, Instant now, Buffer hash, int limit) {
    return database
        .run(ADD_TOKEN, holder.session().value(), holder.bot().value(), label, at(now), hash, limit)
        .map(rows -> rows.rowCount() > 0);
  }

  public Future<Optional<Holder>> holder(Buffer hash) {
    return database
        .run(HOLDER, hash)
        .map(
            rows ->
                rows.stream()
                    .findFirst()
                    .map(
                        row ->
                            new Holder(new UserId(row.getLong(0)), new SessionId(row.getLong(1)))));
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static Bot bot(Row row) {
    return new Bot(
        new UserId(row.getLong(0)),
        row.getString(1),
        row.getString(2),
        new UserId(row.getLong(3)),
        row.getOffsetDateTime(4).toInstant());
  }
}
