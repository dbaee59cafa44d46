package dev.starling.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.devservices.Services;
import dev.starling.wire.PageRequest;
import dev.starling.wire.UserId;
import dev.starling.wire.story.NewStory;
import dev.starling.wire.story.StoryFeed;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Feeds are read, and rings made, at the very time of a post or of a new contact. Whoever asks
/// after the answer to the post finds the story, on every node.
class StoryRaceIT {

  private static final int ROUNDS = 80;
  private static final List<UserId> VIEWERS =
      LongStream.rangeClosed(2, 5).mapToObj(UserId::new).toList();

  private final long seed = Long.getLong("seed", System.nanoTime());
  private final Random random = new Random(seed);

  private World world;
  private List<Stories> nodes;

  @BeforeEach
  void open() {
    System.out.println("seed " + seed);
    Services.shared().redis().flushAll();
    world = new World(Services.shared()).people(2 * ROUNDS + 5);
    nodes = List.of(world.node(StoryConfig.DEFAULTS), world.node(StoryConfig.DEFAULTS));
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void afterTheAnswerToAPostEveryFeedHasIt() {
    for (int round = 0; round < ROUNDS; round++) {
      UserId author = new UserId(6 + round);
      VIEWERS.forEach(viewer -> world.addContact(author, viewer));
      VIEWERS.forEach(viewer -> node().service().contactAdded(author, viewer).await());
      maybeFlush();

      List<Future<?>> running = readers();
      running.add(post(author));
      running.addAll(readers());
      Future.all(running).await();

      assertSeen(author, VIEWERS);
    }
    assertThat(nodes).allMatch(node -> node.feedCounts().fromRing() > 0);
  }

  @Test
  void aContactAddedDuringAPostSeesIt() {
    for (int round = 0; round < ROUNDS; round++) {
      UserId author = new UserId(6 + round);
      UserId viewer = VIEWERS.get(random.nextInt(VIEWERS.size()));
      maybeFlush();

      List<Future<?>> running = readers();
      Future<?> posted = post(author);
      running.add(
          world
              .contactAdded(author, viewer)
              .compose(added -> node().service().contactAdded(author, viewer)));
      running.add(posted);
      running.addAll(readers());
      Future.all(running).await();

      assertSeen(author, List.of(viewer));
    }
  }

  private Future<?> post(UserId author) {
    return node().service().post(author, new NewStory("hi", null));
  }

  /// Everybody on every node, which also makes rings.
  private List<Future<?>> readers() {
    List<Future<?>> reading = new ArrayList<>();
    nodes.forEach(node -> VIEWERS.forEach(viewer -> reading.add(feed(node, viewer))));
    return reading;
  }

  private void assertSeen(UserId author, List<UserId> viewers) {
    for (Stories node : nodes) {
      for (UserId viewer : viewers) {
        assertThat(feed(node, viewer).await().items())
            .as("seed %s: %s for %s", seed, author, viewer)
            .anyMatch(entry -> entry.author().id().equals(author));
      }
    }
  }

  private void maybeFlush() {
    if (random.nextInt(3) == 0) {
      Services.shared().redis().flushAll();
    }
  }

  private static Future<StoryFeed> feed(Stories node, UserId viewer) {
    return node.service().feed(viewer, PageRequest.of(PageRequest.LIMIT_MAX, null), null, false);
  }

  private Stories node() {
    return nodes.get(random.nextInt(nodes.size()));
  }
}
