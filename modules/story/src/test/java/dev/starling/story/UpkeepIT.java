package dev.starling.story;

import static dev.starling.story.World.ALICE;
import static dev.starling.story.World.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.devservices.Services;
import dev.starling.persistence.story.PullWriter;
import dev.starling.persistence.story.StoryDays;
import dev.starling.wire.MediaId;
import dev.starling.wire.PageRequest;
import dev.starling.wire.story.Kind;
import dev.starling.wire.story.NewPart;
import dev.starling.wire.story.NewStory;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UpkeepIT {

  private World world;
  private StoryDays days;
  private Upkeep upkeep;
  private StoryService stories;

  @BeforeEach
  void open() {
    Services.shared().redis().flushAll();
    world = new World(Services.shared()).people(2);
    world.addContact(ALICE, BOB);
    stories = world.node(StoryConfig.DEFAULTS).service();
    days = new StoryDays(world.database);
    upkeep =
        new Upkeep(
            days, new PullWriter(world.vertx, world.database), world.clock, StoryConfig.DEFAULTS);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void aNodeThatStartsMakesTheDaysThatStoriesWillNeed() {
    // The 23rd to the 27th: today's, that of the longest story of now, and two ahead.
    assertThat(days.drop(LocalDate.parse("2026-11-24")).await()).isEqualTo(3);
    assertThat(days.drop(LocalDate.parse("2026-11-30")).await()).isEqualTo(12);
  }

  @Test
  void aDayIsKeptForTwoDaysAfterItIsOver() {
    stories.post(ALICE, new NewStory("hi", null)).await();

    world.clock.advance(
        Duration.ofHours(48 + 35)); // It expires at noon of the 24th; now 23:00 of the 26th.
    upkeep.run().await();
    assertThat(days.drop(LocalDate.parse("2026-11-25")).await()).isEqualTo(3);
  }

  @Test
  void aDayThatHasBeenOverForTwoDaysIsDropped() {
    stories.post(ALICE, new NewStory("hi", null)).await();

    world.clock.advance(Duration.ofHours(48 + 36)); // Midnight of the 27th.
    upkeep.run().await();
    assertThat(days.drop(LocalDate.parse("2026-11-25")).await()).isZero();
  }

  @Test
  void filesAreGivenBackBeforeTheirDayGoes() {
    MediaId kept = world.files.picture(ALICE);
    NewPart picture = new NewPart(Kind.PICTURE, null, null, kept, null, null);
    stories.post(ALICE, new NewStory(null, List.of(picture), null, null, null, null, null)).await();
    world.clock.advance(Duration.ofHours(48 + 36));

    assertThat(days.drop(LocalDate.parse("2026-11-25")).await()).isEqualTo(3);
    assertThat(world.files.isGivenBack(kept)).isFalse();
    upkeep.run().await();
    assertThat(days.drop(LocalDate.parse("2026-11-25")).await()).isZero();
    assertThat(world.files.isGivenBack(kept)).isTrue();
  }

  @Test
  void storiesArePostedAndSeenWithoutAnyUpkeep() {
    world.clock.advance(Duration.ofDays(40));
    stories.post(ALICE, new NewStory("hi", null)).await();

    assertThat(stories.feed(BOB, PageRequest.of(null, null), null, false).await().items())
        .hasSize(1);
  }
}
