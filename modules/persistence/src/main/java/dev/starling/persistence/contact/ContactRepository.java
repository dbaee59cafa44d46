package dev.starling.persistence.contact;

import dev.starling.persistence.Database;
import dev.starling.wire.UserId;
import dev.starling.wire.account.User;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/// The two lists of people everybody has: contacts and blocks.
public final class ContactRepository {

  private static final String CONTACTS_OF =
      """
      select a.id, a.username, a.display_name
        from contact c
        join account a on a.id = c.contact_id
       where c.owner_id = $1 and c.contact_id > $2
       order by c.contact_id
       limit $3
      """;

  /// One row either way: whether there is such a person.
  private static final String ADD_CONTACT =
      """
      with person as (
        select id from account where id = $2
      ), added as (
        insert into contact (owner_id, contact_id, added_at) select $1, id, $3 from person on conflict do nothing
      )
      select exists (select from person)
      """;

  private static final String REMOVE_CONTACT =
      """
      delete from contact where owner_id = $1 and contact_id = $2
      """;

  private static final String BLOCKS_OF =
      """
      select a.id, a.username, a.display_name
        from block b
        join account a on a.id = b.blocked_id
       where b.owner_id = $1 and b.blocked_id > $2
       order by b.blocked_id
       limit $3
      """;

  private static final String BLOCK =
      """
      select block_user($1, $2, $3)
      """;

  private static final String UNBLOCK =
      """
      select unblock_user($1, $2)
      """;

  private final Database database;

  public ContactRepository(Database database) {
    this.database = database;
  }

  /// In the order of their ids.
  ///
  /// @param after null for the first page
  public Future<List<User>> contactsOf(UserId owner, UserId after, int limit) {
    return list(CONTACTS_OF, owner, after, limit);
  }

  /// Whether there is such a person; they are a contact then.
  public Future<Boolean> addContact(UserId owner, UserId contact, Instant now) {
    return add(ADD_CONTACT, owner, contact, now);
  }

  public Future<Void> removeContact(UserId owner, UserId contact) {
    return database.run(REMOVE_CONTACT, owner.value(), contact.value()).mapEmpty();
  }

  /// In the order of their ids.
  ///
  /// @param after null for the first page
  public Future<List<User>> blocksOf(UserId owner, UserId after, int limit) {
    return list(BLOCKS_OF, owner, after, limit);
  }

  /// Whether there is such a person; they are blocked then, and the conversation of the two is
  /// restricted.
  public Future<Boolean> block(UserId owner, UserId blocked, Instant now) {
    return add(BLOCK, owner, blocked, now);
  }

  public Future<Void> unblock(UserId owner, UserId blocked) {
    return database.run(UNBLOCK, owner.value(), blocked.value()).mapEmpty();
  }

  private Future<List<User>> list(String statement, UserId owner, UserId after, int limit) {
    long afterId = after == null ? Long.MIN_VALUE : after.value();
    return database
        .run(statement, owner.value(), afterId, limit)
        .map(rows -> rows.stream().map(ContactRepository::user).toList());
  }

  private Future<Boolean> add(String statement, UserId owner, UserId other, Instant now) {
    return database
        .run(statement, owner.value(), other.value(), now.atOffset(ZoneOffset.UTC))
        .map(rows -> rows.iterator().next().getBoolean(0));
  }

  private static User user(Row row) {
    return new User(new UserId(row.getLong(0)), row.getString(1), row.getString(2));
  }
}
