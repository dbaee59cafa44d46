package dev.starling.persistence.story;

import static dev.starling.persistence.story.Columns.instant;
import static dev.starling.persistence.story.Columns.time;

import dev.starling.persistence.Database;
import dev.starling.persistence.story.Posted.Refusal;
import dev.starling.wire.StoryId;
import dev.starling.wire.UserId;
import dev.starling.wire.story.Kind;
import dev.starling.wire.story.Story;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/// Single stories.
public final class StoryRepository {

  private static final String POST =
      """
      select status, id, at, expires_at, ticket from post_story($1, $2, $3, $4, $5, $6, $7, $8, $9)
      """;

  /// Whether the story in `s` is there for user $2 at time $3.
  static final String VISIBLE =
      """
         s.expires_at > $3 and s.deleted_at is null
         and (s.author_id = $2
              or (exists (select from contact c where c.owner_id = s.author_id and c.contact_id = $2)
                  and not exists (select from block b where b.owner_id = s.author_id and b.blocked_id = $2)
                  and not exists (select from block b where b.owner_id = $2 and b.blocked_id = s.author_id)))
      """;

  static final String FIND =
      """
      select s.id, s.author_id, s.kind, s.text, s.at, s.expires_at
        from story s
       where s.id = $1 and
      """
          + VISIBLE;

  static final String DELETE =
      """
      update story
         set deleted_at = $3, text = null
       where id = $1 and author_id = $2 and expires_at > $3 and deleted_at is null
      """;

  private final Database database;

  public StoryRepository(Database database) {
    this.database = database;
  }

  /// @param clientId the author's name for it, or null
  /// @param activeMax an author with so many stories gets no other one
  /// @param pushedContactsMax an author with more contacts is looked up instead of pushed
  public Future<Posted> post(Story story, String clientId, int activeMax, int pushedContactsMax) {
    return database
        .run(
            POST,
            story.id().value(),
            story.author().value(),
            (short) story.kind().ordinal(),
            story.text(),
            clientId,
            time(story.at()),
            time(story.expiresAt()),
            activeMax,
            pushedContactsMax)
        .map(rows -> posted(rows.iterator().next()));
  }

  /// Empty when it is unknown, expired, deleted or not for this viewer.
  public Future<Optional<Story>> find(UserId viewer, StoryId id, Instant now) {
    return database
        .run(FIND, id.value(), viewer.value(), time(now))
        .map(rows -> rows.stream().findFirst().map(StoryRepository::story));
  }

  /// Whether there was such a story of this author.
  public Future<Boolean> delete(UserId author, StoryId id, Instant now) {
    return database
        .run(DELETE, id.value(), author.value(), time(now))
        .map(rows -> rows.rowCount() > 0);
  }

  private static Posted posted(Row row) {
    Instant until = instant(row, 3);
    return switch (row.getInteger(0)) {
      case 0 -> new Posted.Stored(ticket(row));
      case 1 -> new Posted.StoredBefore(new StoryId(row.getLong(1)), instant(row, 2), until);
      case 2 -> new Posted.Refused(Refusal.CLIENT_ID_REUSED, until);
      case 3 -> new Posted.Refused(Refusal.DELETED_SINCE, until);
      case 4 -> new Posted.Refused(Refusal.TOO_MANY_ACTIVE, until);
      case 5 -> new Posted.Refused(Refusal.ID_TAKEN, until);
      default -> throw new IllegalStateException("post_story: status " + row.getInteger(0));
    };
  }

  private static OptionalLong ticket(Row row) {
    return row.getLong(4) == null ? OptionalLong.empty() : OptionalLong.of(row.getLong(4));
  }

  private static Story story(Row row) {
    return new Story(
        new StoryId(row.getLong(0)),
        new UserId(row.getLong(1)),
        Kind.values()[row.getShort(2)],
        row.getString(3),
        instant(row, 4),
        instant(row, 5));
  }
}
