package dev.starling.persistence.story;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.starling.persistence.Database;
import dev.starling.wire.StoryId;
import dev.starling.wire.UserId;
import dev.starling.wire.story.Story;
import java.time.Duration;
import java.time.Instant;

/// A few people and what they post, straight into the tables.
final class StoryTables {

  static final UserId ALICE = new UserId(1);
  static final UserId BOB = new UserId(2);
  static final UserId CAROL = new UserId(3);

  static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  static final Duration DAY = Duration.ofDays(1);

  /// More than anybody here has.
  static final int MANY = 100;

  static final PostLimits LIMITS = new PostLimits(MANY, MANY, MANY);

  private final Database database;
  private final StoryRepository stories;

  /// Empties them first.
  StoryTables(Database database) {
    this.database = database;
    this.stories = new StoryRepository(database);
    database
        .run(
            "truncate account, contact, block, privacy_setting, story, story_view, story_seen,"
                + " story_pull, audience_list, audience_list_member, story_mute, suspension,"
                + " conversation_member")
        .await();
    database.run("select drop_story_days('infinity')").await();
    database
        .run(
            """
            insert into account (id, username, username_key, display_name, password_hash, created_at)
            values (1, 'alice', 'alice', 'Alice', '', now()), (2, 'bob', 'bob', 'Bob', '', now()),
                   (3, 'carol', 'carol', 'Carol', '', now())
            """)
        .await();
  }

  @CanIgnoreReturnValue
  StoryTables contact(UserId owner, UserId contact) {
    database
        .run(
            "insert into contact (owner_id, contact_id) values ($1, $2)",
            owner.value(),
            contact.value())
        .await();
    return this;
  }

  @CanIgnoreReturnValue
  StoryTables block(UserId owner, UserId blocked) {
    database
        .run(
            "insert into block (owner_id, blocked_id) values ($1, $2)",
            owner.value(),
            blocked.value())
        .await();
    return this;
  }

  @CanIgnoreReturnValue
  Posted post(Story story, String clientId) {
    return stories.post(story, clientId, LIMITS).await();
  }

  /// Posted at this time, for a day.
  @CanIgnoreReturnValue
  StoryId posted(long id, UserId author, Instant at) {
    post(story(id, author, at), null);
    return new StoryId(id);
  }

  void postedByAnAuthorWithTooManyContacts(long id, UserId author, Instant at) {
    stories.post(story(id, author, at), null, new PostLimits(MANY, MANY, 0)).await();
  }

  static Story story(long id, UserId author, Instant at) {
    return Story.ofText(new StoryId(id), author, "story " + id, at, at.plus(DAY));
  }

  long count(String table) {
    return database.run("select count(*) from " + table).await().iterator().next().getLong(0);
  }
}
