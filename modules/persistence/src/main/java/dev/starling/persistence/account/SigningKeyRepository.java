package dev.starling.persistence.account;

import dev.starling.persistence.Database;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/// The keys that sign tokens. They are numbered, and each number is taken once: of any number of
/// nodes that add a key at the same time, one does.
public final class SigningKeyRepository {

  /// Where there is a key that signs now, the new one waits until every node has read it.
  private static final String ADD =
      """
      insert into signing_key (id, secret, created_at, signs_from, not_after)
      select coalesce(max(id), 0) + 1, $1, $2, case when max(not_after) > $2 then $3 else $2 end, $4
        from signing_key
      having coalesce(max(not_after), '-infinity') <= $5
          on conflict (id) do nothing
      """;

  private static final String ALL =
      """
      select id, secret, signs_from, not_after from signing_key order by id
      """;

  private static final String DELETE_OVER =
      """
      delete from signing_key where not_after < $1 and id < (select max(id) from signing_key)
      """;

  /// A key to be added.
  ///
  /// @param signsFrom when it starts to sign, unless no key can sign before
  public record NewKey(Buffer secret, Instant createdAt, Instant signsFrom, Instant notAfter) {

    @Override
    public String toString() {
      return "NewKey[secret=***]";
    }
  }

  private final Database database;

  public SigningKeyRepository(Database database) {
    this.database = database;
  }

  /// Does nothing when there is a key that signs for longer than that.
  public Future<Void> addUnlessOneSignsAfter(Instant moment, NewKey key) {
    return add(key, at(moment));
  }

  public Future<Void> add(NewKey key) {
    return add(key, OffsetDateTime.MAX);
  }

  public Future<List<SigningKey>> all() {
    return database.run(ALL).map(rows -> rows.stream().map(SigningKeyRepository::key).toList());
  }

  /// The newest key stays, whatever its age.
  public Future<Void> deleteOver(Instant before) {
    return database.run(DELETE_OVER, at(before)).mapEmpty();
  }

  private Future<Void> add(NewKey key, OffsetDateTime unlessOneSignsAfter) {
    return database
        .run(
            ADD,
            key.secret(),
            at(key.createdAt()),
            at(key.signsFrom()),
            at(key.notAfter()),
            unlessOneSignsAfter)
        .mapEmpty();
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static SigningKey key(Row row) {
    return new SigningKey(
        row.getInteger(0),
        row.getBuffer(1),
        row.getOffsetDateTime(2).toInstant(),
        row.getOffsetDateTime(3).toInstant());
  }
}
