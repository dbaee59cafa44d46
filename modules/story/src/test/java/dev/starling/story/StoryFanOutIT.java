package dev.starling.story;

import static dev.starling.story.World.ALICE;
import static dev.starling.story.World.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.devservices.Services;
import dev.starling.wire.UserId;
import dev.starling.wire.event.Signal;
import dev.starling.wire.story.NewStory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Somebody whom very many have to be told of: posting takes no longer for it, nobody else waits,
/// and all hear of it soon. `-Dfollowers=100000` is the full run.
class StoryFanOutIT {

  private static final int FOLLOWERS = Integer.getInteger("followers", 10_000);
  private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(2);

  private final AtomicInteger told = new AtomicInteger();

  private World world;
  private StoryService stories;

  /// Everybody is online.
  private final class Online implements StoryAudience {

    @Override
    public void tell(List<UserId> users, Signal signal) {
      if (signal instanceof Signal.StoryPosted posted && posted.author().equals(ALICE)) {
        told.addAndGet(users.size());
      }
    }

    @Override
    public boolean reaches(UserId user) {
      return true;
    }
  }

  @BeforeEach
  void open() {
    Services.shared().redis().flushAll();
    world = new World(Services.shared()).people(3);
    world.addContact(BOB, ALICE);
    world.followers(ALICE, FOLLOWERS);
    stories = world.node(ModelRun.limits(5_000, 5_000, 500), new Online()).service();
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void aFamousAuthorPostsAtOnceAndNobodyWaits() {
    stories.post(BOB, new NewStory("warm", null)).await();
    long start = System.nanoTime();
    stories.post(ALICE, new NewStory("hi all", null)).await();
    Duration posted = since(start);
    Duration slowest = Duration.ZERO;
    int others = 0;
    while (told.get() < FOLLOWERS) {
      long before = System.nanoTime();
      stories.post(BOB, new NewStory("meanwhile", null)).await();
      Duration took = since(before);
      slowest = took.compareTo(slowest) > 0 ? took : slowest;
      others++;
      if (others % 50 == 0 && since(start).compareTo(Duration.ofMinutes(2)) > 0) {
        throw new AssertionError("told after two minutes: " + told.get());
      }
    }
    System.out.printf(
        "%d followers: answered after %d ms, all told after %d ms; %d posts of others meanwhile,"
            + " the slowest %d ms%n",
        FOLLOWERS, posted.toMillis(), since(start).toMillis(), others, slowest.toMillis());

    assertThat(posted).isLessThan(ANSWERED_WITHIN);
    assertThat(slowest).isLessThan(ANSWERED_WITHIN);
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
