package dev.starling.persistence.story;

import static dev.starling.persistence.Rows.instant;
import static dev.starling.persistence.story.Columns.time;
import static dev.starling.persistence.story.Columns.user;
import static dev.starling.persistence.story.Columns.values;

import dev.starling.persistence.Database;
import dev.starling.persistence.Rows;
import dev.starling.persistence.story.Posted.Refusal;
import dev.starling.wire.StoryId;
import dev.starling.wire.UserId;
import dev.starling.wire.account.User;
import dev.starling.wire.story.Audience;
import dev.starling.wire.story.EditStory;
import dev.starling.wire.story.Story;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Single stories.
public final class StoryRepository {

  private static final String POST =
      """
      select outcome, ticket, id, at, expires_at
        from post_story($1, $2, $3, $4, $5::text::jsonb, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
      """;

  private static final String EDIT =
      """
      select outcome, ticket from edit_story($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
      """;

  static final String FIND =
      "select " + StoryRow.COLUMNS + " from story_for($2, $3) s where s.id = $1";

  static final String FIND_KEPT =
      "select "
          + StoryRow.COLUMNS
          + """
            from (select f.* from story_for($2, $3) f where f.id = $1
                   union all
                  select k.* from kept_for($2, $3) k
                   where k.id = $1 and k.expires_at <= $3
                     and (k.author_id = $2 or exists (select from highlight_story t where t.story_id = k.id))) s
          """;

  static final String AUDIENCE =
      """
      select page.id, page.username, page.display_name, s.audience, s.audience_ids, s.audience_users
        from story s
        left join lateral (
             select a.id, a.username, a.display_name
               from story_targets(s.author_id, s.audience, s.audience_ids, $4, null) as target(id)
               join account a on a.id = target.id
              where exists (select from story_for(target.id, $3) f where f.id = s.id)
              order by a.id
              limit $5) page on true
       where s.id = $1 and s.author_id = $2 and s.expires_at > $3 and s.deleted_at is null
       order by page.id
      """;

  static final String DELETE =
      """
      update story
         set deleted_at = $3, text = null, content = null, caption = null, mentions = null
       where id = $1 and author_id = $2 and expires_at > $3 and deleted_at is null
      """;

  private static final String ACTIVE =
      "select id from story where author_id = $1 and expires_at > $2 and deleted_at is null";

  private final Database database;

  public StoryRepository(Database database) {
    this.database = database;
  }

  /// @param clientId the author's name for it, or null
  public Future<Posted> post(Story story, String clientId, PostLimits limits) {
    AudienceColumns audience = AudienceColumns.of(story.audience());
    String content = StoryRow.content(story);
    return database
        .run(
            POST,
            story.id().value(),
            story.author().value(),
            (short) story.kind().ordinal(),
            content == null ? story.text() : null,
            content,
            story.caption(),
            story.mentions() == null ? null : values(story.mentions()),
            audience.kind(),
            audience.ids(),
            audience.users(),
            story.resharedFrom() == null ? null : story.resharedFrom().id().value(),
            clientId,
            time(story.at()),
            time(story.expiresAt()),
            limits.activeMax(),
            limits.dayMax(),
            limits.pushedMax())
        .map(rows -> posted(rows.iterator().next()));
  }

  /// Never [Posted.StoredBefore].
  ///
  /// @param pushedMax as in [PostLimits]
  public Future<Posted> edit(
      UserId author, StoryId id, EditStory change, Instant now, int pushedMax) {
    AudienceColumns audience =
        change.audience() == null ? null : AudienceColumns.of(change.audience());
    String caption = change.caption();
    return database
        .run(
            EDIT,
            id.value(),
            author.value(),
            time(now),
            caption != null,
            caption == null || caption.isBlank() ? null : caption,
            change.mentions() != null,
            change.mentions() == null || change.mentions().isEmpty()
                ? null
                : values(change.mentions()),
            audience == null ? null : audience.kind(),
            audience == null ? null : audience.ids(),
            audience == null ? null : audience.users(),
            pushedMax)
        .map(rows -> rows.iterator().next())
        .map(
            row ->
                "STORED".equals(row.getString(0))
                    ? new Posted.Stored(ticket(row))
                    : new Posted.Refused(Refusal.valueOf(row.getString(0)), null));
  }

  /// As this viewer sees it; empty when it is unknown, expired, deleted or not for them.
  public Future<Optional<Story>> find(UserId viewer, StoryId id, Instant now) {
    return find(FIND, viewer, id, now);
  }

  /// As [#find], also when it is over and kept: in the viewer's archive, or in a highlight.
  public Future<Optional<Story>> findKept(UserId viewer, StoryId id, Instant now) {
    return find(FIND_KEPT, viewer, id, now);
  }

  private Future<Optional<Story>> find(String which, UserId viewer, StoryId id, Instant now) {
    return database
        .run(which, id.value(), viewer.value(), time(now))
        .map(rows -> rows.stream().findFirst().map(StoryRow::story))
        .map(
            found -> found.map(story -> story.author().equals(viewer) ? story : story.forViewer()));
  }

  /// Whom a story is for.
  ///
  /// @param users one page of who could see it at this moment, of those whose feeds it may come
  ///   into, in the order of their ids
  public record Audited(Audience audience, List<User> users) {
    public Audited {
      users = List.copyOf(users);
    }
  }

  /// Empty when it is not a story of this author.
  public Future<Optional<Audited>> audience(
      UserId author, StoryId id, Instant now, UserId after, int limit) {
    return database
        .run(AUDIENCE, id.value(), author.value(), time(now), after.value(), limit)
        .map(rows -> rows.stream().findFirst().map(first -> audited(first, rows)));
  }

  private static Audited audited(Row first, RowSet<Row> rows) {
    AudienceColumns audience =
        new AudienceColumns(first.getShort(3), first.getArrayOfLongs(4), first.getArrayOfLongs(5));
    return new Audited(
        audience.audience(),
        rows.stream().filter(row -> row.getLong(0) != null).map(row -> user(row, 0)).toList());
  }

  /// An author's that are there.
  public Future<List<StoryId>> active(UserId author, Instant now) {
    return database
        .run(ACTIVE, author.value(), time(now))
        .map(rows -> Rows.list(rows, row -> new StoryId(row.getLong(0))));
  }

  /// Whether there was such a story of this author.
  public Future<Boolean> delete(UserId author, StoryId id, Instant now) {
    return database
        .run(DELETE, id.value(), author.value(), time(now))
        .map(rows -> rows.rowCount() > 0);
  }

  private static Posted posted(Row row) {
    Instant until = instant(row, 4);
    return switch (row.getString(0)) {
      case "STORED" -> new Posted.Stored(ticket(row));
      case "STORED_BEFORE" ->
          new Posted.StoredBefore(new StoryId(row.getLong(2)), instant(row, 3), until);
      case String refusal -> new Posted.Refused(Refusal.valueOf(refusal), until);
    };
  }

  private static OptionalLong ticket(Row row) {
    return row.getLong(1) == null ? OptionalLong.empty() : OptionalLong.of(row.getLong(1));
  }
}
