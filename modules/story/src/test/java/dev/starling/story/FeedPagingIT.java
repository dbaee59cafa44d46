package dev.starling.story;

import static dev.starling.story.World.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.devservices.Services;
import dev.starling.wire.PageRequest;
import dev.starling.wire.StoryId;
import dev.starling.wire.UserId;
import dev.starling.wire.story.NewStory;
import dev.starling.wire.story.StoryFeed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Alice turns the pages of her feed while others post, delete and run out of time, and while she
/// looks. A run is repeated with `-Dseed=…`.
class FeedPagingIT {

  private static final long SEED = Long.getLong("seed", System.nanoTime());
  private static final int ROUNDS = 25;
  private static final List<UserId> AUTHORS =
      LongStream.rangeClosed(2, 15).mapToObj(UserId::new).toList();

  private final Random random = new Random(SEED);
  private final Map<UserId, List<StoryId>> posted = new HashMap<>();

  /// Who has posted since the first page.
  private final Set<UserId> renewed = new HashSet<>();

  private World world;
  private StoryService stories;

  @BeforeEach
  void open() {
    world = new World(Services.shared()).people(AUTHORS.size() + 1);
    AUTHORS.forEach(author -> world.addContact(author, ALICE));
    stories = world.node(ModelRun.limits(5_000, 5_000, 500)).service();
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void nobodyComesTwiceAndNobodyIsLeftOut() {
    System.out.println("seed " + SEED);
    for (int i = 0; i < ROUNDS; i++) {
      for (int j = 0; j < AUTHORS.size(); j++) {
        change();
      }
      turnPages();
    }
  }

  private void turnPages() {
    world.clock.advance(Duration.ofMillis(1));
    Set<UserId> before = new HashSet<>(authors(page(PageRequest.LIMIT_MAX, null)));
    List<UserId> met = new ArrayList<>();
    int limit = 1 + random.nextInt(4);
    StoryFeed page = page(limit, null);
    met.addAll(authors(page));
    renewed.clear();
    while (page.next() != null) {
      for (int i = random.nextInt(4); i > 0; i--) {
        change();
      }
      page = page(limit, page.next());
      met.addAll(authors(page));
    }

    assertThat(met).as("seed %d", SEED).doesNotHaveDuplicates();
    assertThat(before).as("seed %d", SEED).containsAll(met);
    // Whoever had nothing left but what came meanwhile need not come; all others must.
    Set<UserId> missed = new HashSet<>(before);
    missed.removeAll(met);
    missed.retainAll(authors(page(PageRequest.LIMIT_MAX, null)));
    missed.removeAll(renewed);
    assertThat(missed).as("seed %d", SEED).isEmpty();
  }

  private void change() {
    world.clock.advance(Duration.ofMillis(1 + random.nextInt(1_000)));
    UserId author = AUTHORS.get(random.nextInt(AUTHORS.size()));
    List<StoryId> theirs = posted.computeIfAbsent(author, any -> new ArrayList<>());
    switch (random.nextInt(8)) {
      case 0 -> world.clock.advance(Duration.ofHours(1));
      case 1 -> {
        if (!theirs.isEmpty()) {
          stories.delete(author, theirs.removeLast()).otherwiseEmpty().await();
        }
      }
      case 2, 3, 4 -> {
        for (StoryId story : theirs) {
          stories.view(ALICE, story).otherwiseEmpty().await();
        }
      }
      default -> {
        Integer hours = random.nextBoolean() ? 6 : 24;
        NewStory story = new NewStory("a", null, null, null, null, hours, null);
        theirs.add(stories.post(author, story).await().story().id());
        renewed.add(author);
      }
    }
  }

  private StoryFeed page(int limit, String cursor) {
    return stories.feed(ALICE, PageRequest.of(limit, cursor), null, false).await();
  }

  private static List<UserId> authors(StoryFeed feed) {
    return feed.items().stream().map(entry -> entry.author().id()).toList();
  }
}
