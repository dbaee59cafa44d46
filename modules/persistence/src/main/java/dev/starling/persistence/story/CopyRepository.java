package dev.starling.persistence.story;

import static dev.starling.persistence.story.Columns.instant;
import static dev.starling.persistence.story.Columns.time;

import dev.starling.persistence.Database;
import dev.starling.wire.UserId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What the copies of feeds are made from, and whom they belong to.
public final class CopyRepository {

  /// Everybody who may have a story for a viewer, blocks aside.
  ///
  /// @param generation the copy's
  /// @param authors when the last story of each expires
  public record Ring(long generation, Map<UserId, Instant> authors) {
    public Ring {
      authors = Map.copyOf(authors);
    }
  }

  /// Somebody in an author's list of contacts.
  ///
  /// @param isAudience whether neither has blocked the other
  public record Contact(UserId user, boolean isAudience) {}

  /// What a copy may lack since two people's contact changed.
  ///
  /// @param tickets for [PullWriter]
  /// @param latestExpiry of the owner's stories, empty if none is active
  public record Change(List<Long> tickets, Optional<Instant> latestExpiry) {
    public Change {
      tickets = List.copyOf(tickets);
    }
  }

  /// Relies on contact_by_contact and story_by_author.
  static final String RING =
      """
      select g.generation, author.id, author.latest
        from story_generation g
        left join (
             select c.owner_id as id, s.latest
               from contact c
              cross join lateral (
                    select max(s.expires_at) as latest
                      from story s
                     where s.author_id = c.owner_id and s.expires_at > $2 and s.deleted_at is null) s
              where c.contact_id = $1 and s.latest is not null
              limit $3) author on true
      """;

  static final String CONTACTS =
      """
      select c.contact_id,
             not exists (select from block b where b.owner_id = c.owner_id and b.blocked_id = c.contact_id)
             and not exists (select from block b where b.owner_id = c.contact_id and b.blocked_id = c.owner_id)
        from contact c
       where c.owner_id = $1 and c.contact_id > $2
       order by c.contact_id
       limit $3
      """;

  /// Tickets and stories in one snapshot: what is posted later finds the contact by itself.
  static final String CHANGE =
      """
      select array(select ticket from story_pull where viewer_id = $2 and author_id = $1),
             (select max(expires_at) from story
               where author_id = $1 and expires_at > $3 and deleted_at is null)
      """;

  private final Database database;

  public CopyRepository(Database database) {
    this.database = database;
  }

  /// @param authorsMax at most so many, in no order
  public Future<Ring> ring(UserId viewer, Instant now, int authorsMax) {
    return database.run(RING, viewer.value(), time(now), authorsMax).map(CopyRepository::ring);
  }

  /// The contacts behind this one in the order of their ids.
  public Future<List<Contact>> contacts(UserId author, UserId after, int limit) {
    return database
        .run(CONTACTS, author.value(), after.value(), limit)
        .map(
            rows -> {
              List<Contact> contacts = new ArrayList<>(rows.size());
              rows.forEach(
                  row -> contacts.add(new Contact(new UserId(row.getLong(0)), row.getBoolean(1))));
              return contacts;
            });
  }

  public Future<Change> change(UserId owner, UserId contact, Instant now) {
    return database
        .run(CHANGE, owner.value(), contact.value(), time(now))
        .map(rows -> rows.iterator().next())
        .map(
            row ->
                new Change(
                    Stream.of(row.getArrayOfLongs(0)).toList(),
                    Optional.ofNullable(instant(row, 1))));
  }

  private static Ring ring(RowSet<Row> rows) {
    Map<UserId, Instant> authors = HashMap.newHashMap(rows.size());
    rows.forEach(
        row -> {
          if (row.getLong(1) != null) {
            authors.put(new UserId(row.getLong(1)), instant(row, 2));
          }
        });
    return new Ring(rows.iterator().next().getLong(0), authors);
  }
}
