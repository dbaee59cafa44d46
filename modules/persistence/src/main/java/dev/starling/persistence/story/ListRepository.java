package dev.starling.persistence.story;

import static dev.starling.persistence.story.Columns.time;
import static dev.starling.persistence.story.Columns.user;

import dev.starling.persistence.Database;
import dev.starling.wire.ListId;
import dev.starling.wire.UserId;
import dev.starling.wire.account.User;
import dev.starling.wire.story.AudienceList;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Lists of people that somebody keeps to choose who sees their stories, and whose stories they
/// want apart from the others.
public final class ListRepository {

  /// What became of the wish for a list of this name.
  public enum Made {
    MADE,
    THERE,
    TOO_MANY_LISTS
  }

  /// @param id of the list of this name; null for [Made#TOO_MANY_LISTS]
  public record Outcome(Made made, ListId id) {}

  /// Why somebody is not put into a list.
  public enum Refusal {
    LIST_NOT_FOUND,
    USER_NOT_FOUND,
    TOO_MANY_LISTED
  }

  private static final String LISTS =
      """
      select l.id, l.name, (select count(*) from audience_list_member m where m.owner_id = $1 and m.list_id = l.id)
        from (select 0::bigint as id, null as name
               union all
              select id, name from audience_list where owner_id = $1) l
       where $2::bigint is null or l.id = $2
       order by l.id <> 0, l.name
      """;

  private static final String MAKE = "select outcome, id from make_list($1, $2, $3, $4)";

  private static final String RENAME =
      """
      update audience_list l set name = $3
       where l.id = $2 and l.owner_id = $1
         and not exists (select from audience_list o where o.owner_id = $1 and o.name = $3 and o.id <> $2)
      """;

  private static final String DELETE = "select delete_list($1, $2, $3)";

  private static final String MEMBERS =
      """
      select a.id, a.username, a.display_name
        from audience_list_member m
        join account a on a.id = m.user_id
       where m.owner_id = $1 and m.list_id = $2 and m.user_id > $3
       order by m.user_id
       limit $4
      """;

  private static final String ADD = "select add_to_list($1, $2, $3, $4)";

  private static final String REMOVE =
      """
      delete from audience_list_member where owner_id = $1 and list_id = $2 and user_id = $3
      """;

  private static final String MUTED =
      """
      select a.id, a.username, a.display_name
        from story_mute m
        join account a on a.id = m.author_id
       where m.owner_id = $1 and m.author_id > $2
       order by m.author_id
       limit $3
      """;

  /// One row either way: whether there is such a person.
  private static final String MUTE =
      """
      with person as (
        select id from account where id = $2
      ), added as (
        insert into story_mute (owner_id, author_id) select $1, id from person on conflict do nothing
      )
      select exists (select from person)
      """;

  private static final String UNMUTE =
      """
      delete from story_mute where owner_id = $1 and author_id = $2
      """;

  private final Database database;

  public ListRepository(Database database) {
    this.database = database;
  }

  /// Close friends first, then by name.
  public Future<List<AudienceList>> lists(UserId owner) {
    return database
        .run(LISTS, owner.value(), null)
        .map(rows -> rows.stream().map(ListRepository::list).toList());
  }

  public Future<Optional<AudienceList>> find(UserId owner, ListId id) {
    return database
        .run(LISTS, owner.value(), id.value())
        .map(rows -> rows.stream().findFirst().map(ListRepository::list));
  }

  /// @param id for a new one
  /// @param max an owner with so many lists gets no other one
  public Future<Outcome> make(UserId owner, ListId id, String name, int max) {
    return database
        .run(MAKE, id.value(), owner.value(), name, max)
        .map(rows -> rows.iterator().next())
        .map(
            row ->
                new Outcome(
                    Made.valueOf(row.getString(0)),
                    row.getLong(1) == null ? null : new ListId(row.getLong(1))));
  }

  /// Whether it has the name now: not when there is no such list, or another one has the name.
  public Future<Boolean> rename(UserId owner, ListId id, String name) {
    return database.run(RENAME, owner.value(), id.value(), name).map(rows -> rows.rowCount() > 0);
  }

  /// Whether there was such a list.
  public Future<Boolean> delete(UserId owner, ListId id, Instant now) {
    return database
        .run(DELETE, owner.value(), id.value(), time(now))
        .map(rows -> rows.iterator().next().getBoolean(0));
  }

  /// In the order of their ids.
  public Future<List<User>> members(UserId owner, ListId id, UserId after, int limit) {
    return database
        .run(MEMBERS, owner.value(), id.value(), after.value(), limit)
        .map(rows -> rows.stream().map(row -> user(row, 0)).toList());
  }

  /// Why they are not in it now; empty when they are.
  ///
  /// @param max so many people in one list
  public Future<Optional<Refusal>> add(UserId owner, ListId id, UserId user, int max) {
    return database
        .run(ADD, owner.value(), id.value(), user.value(), max)
        .map(rows -> Optional.ofNullable(rows.iterator().next().getString(0)))
        .map(refusal -> refusal.map(Refusal::valueOf));
  }

  public Future<Void> remove(UserId owner, ListId id, UserId user) {
    return database.run(REMOVE, owner.value(), id.value(), user.value()).mapEmpty();
  }

  /// In the order of their ids.
  public Future<List<User>> muted(UserId owner, UserId after, int limit) {
    return database
        .run(MUTED, owner.value(), after.value(), limit)
        .map(rows -> rows.stream().map(row -> user(row, 0)).toList());
  }

  /// Whether there is such a person; they are muted then.
  public Future<Boolean> mute(UserId owner, UserId author) {
    return database
        .run(MUTE, owner.value(), author.value())
        .map(rows -> rows.iterator().next().getBoolean(0));
  }

  public Future<Void> unmute(UserId owner, UserId author) {
    return database.run(UNMUTE, owner.value(), author.value()).mapEmpty();
  }

  private static AudienceList list(Row row) {
    return new AudienceList(new ListId(row.getLong(0)), row.getString(1), row.getLong(2));
  }
}
