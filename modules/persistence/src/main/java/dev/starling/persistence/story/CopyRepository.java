package dev.starling.persistence.story;

import static dev.starling.persistence.Rows.instant;
import static dev.starling.persistence.story.Columns.time;

import dev.starling.persistence.Database;
import dev.starling.wire.StoryId;
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

  /// Somebody whose feed a story may come into.
  ///
  /// @param isAudience whether it is there for them now, and not apart from the others
  public record Target(UserId user, boolean isAudience) {}

  /// What a copy may lack since an author and a viewer have more to do with each other.
  ///
  /// @param tickets for [PullWriter]
  /// @param latestExpiry of the author's stories, empty if none is active
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
             select c.id, s.latest
               from story_authors($1) as c(id)
              cross join lateral (
                    select max(s.expires_at) as latest
                      from story s
                     where s.author_id = c.id and s.expires_at > $2 and s.deleted_at is null) s
              where s.latest is not null
              limit $3) author on true
      """;

  static final String TARGETS =
      """
      select target.id,
             exists (select from story_for(target.id, $4) f where f.id = s.id)
             and not exists (select from story_mute m where m.owner_id = target.id and m.author_id = s.author_id)
        from story s
       cross join lateral story_targets(s.author_id, s.audience, s.audience_ids, $2, $3) as target(id)
       where s.id = $1
       order by target.id
      """;

  /// Tickets and stories in one snapshot: what is posted later finds the viewer by itself.
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

  /// The targets behind this one in the order of their ids.
  public Future<List<Target>> targets(StoryId story, UserId after, int limit, Instant now) {
    return database
        .run(TARGETS, story.value(), after.value(), limit, time(now))
        .map(
            rows -> {
              List<Target> targets = new ArrayList<>(rows.size());
              rows.forEach(
                  row -> targets.add(new Target(new UserId(row.getLong(0)), row.getBoolean(1))));
              return targets;
            });
  }

  /// @param author of whom the viewer's copy may lack something
  public Future<Change> change(UserId author, UserId viewer, Instant now) {
    return database
        .run(CHANGE, author.value(), viewer.value(), time(now))
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
