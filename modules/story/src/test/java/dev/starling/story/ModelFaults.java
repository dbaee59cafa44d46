package dev.starling.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.wire.StoryId;
import dev.starling.wire.UserId;
import dev.starling.wire.story.NewStory;
import dev.starling.wire.story.Story;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/// What happens to those who serve: time passes, days are cleaned away, Redis is flushed, stopped,
/// frozen, and brought back with what it knew then or before, and nodes are killed in the midst of
/// what they do.
final class ModelFaults implements AutoCloseable {

  private final ModelRun run;
  private final Random random;
  private final Rewind rewind;
  private Redis redis = Redis.THERE;

  private enum Redis {
    THERE,
    STOPPED,
    FROZEN
  }

  ModelFaults(ModelRun run) {
    this.run = run;
    this.random = run.random;
    this.rewind = new Rewind(run.world.vertx, run.world.redis);
  }

  void step() {
    int dice = random.nextInt(26);
    if (dice < 8) {
      Duration by = Duration.ofSeconds(random.nextLong(1 << random.nextInt(17)) + 1);
      run.note("clock", by);
      run.world.clock.advance(by);
    } else if (dice < 10) {
      run.note("upkeep");
      run.world.upkeep();
    } else if (dice < 16) {
      flushOrRemember();
    } else if (dice < 18) {
      killNode();
    } else {
      breakOrMendRedis();
    }
  }

  /// What it had not finished is for the others: it may have stored a story and told nobody, and
  /// what it was asked last may be done or not. Whoever asked asks another node again.
  private void killNode() {
    int which = random.nextInt(run.nodes().size());
    run.note("kill", which);
    if (random.nextBoolean()) {
      UserId author = run.person();
      Story story = run.world.storedOnly(author, "story " + run.log.size());
      run.note("stored", author, story.id());
      run.posted(story);
    }
    Stories killed = run.nodes().get(which);
    List<Consumer<Stories>> again = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      again.add(random.nextInt(3) > 0 ? posting(killed) : looking(killed));
    }
    run.killNode(which);
    again.forEach(ask -> ask.accept(run.node()));
  }

  private Consumer<Stories> posting(Stories killed) {
    UserId author = run.person();
    NewStory draft = new NewStory("story " + run.log.size(), "c" + run.log.size());
    run.note("posting", author, draft.clientId());
    killed.service().post(author, draft).onComplete(lost -> {});
    return node -> {
      StoryService.Posted posted = node.service().post(author, draft).await();
      run.note("posted", posted.story().id(), posted.isNew());
      run.posted(posted.story());
    };
  }

  private Consumer<Stories> looking(Stories killed) {
    UserId viewer = run.person();
    StoryId story = run.story();
    run.note("looking", viewer, story);
    killed.service().view(viewer, story).onComplete(lost -> {});
    return node -> {
      boolean seen = ModelStories.isThere(node.service().view(viewer, story));
      assertThat(seen).isEqualTo(run.model.view(viewer, story, run.now()));
    };
  }

  private void flushOrRemember() {
    if (redis == Redis.THERE) {
      boolean flushed = random.nextBoolean();
      run.note(flushed ? "flushall" : "remember");
      if (flushed) {
        run.services.redis().flushAll();
      } else {
        rewind.remember();
      }
    }
  }

  private void breakOrMendRedis() {
    switch (redis) {
      case THERE -> {
        redis = random.nextBoolean() ? Redis.STOPPED : Redis.FROZEN;
        run.note("Redis", redis);
        if (redis == Redis.FROZEN) {
          run.services.redis().pause();
        } else {
          run.services.redis().stop();
          if (random.nextBoolean()) {
            startRedis();
          }
        }
      }
      case STOPPED -> startRedis();
      case FROZEN -> {
        run.services.redis().resume();
        back();
      }
    }
  }

  private void startRedis() {
    run.services.redis().start();
    if (random.nextBoolean()) {
      run.note("rewind");
      rewind.bringBack();
    }
    back();
  }

  /// Half of the time nobody waits for the connections.
  private void back() {
    redis = Redis.THERE;
    boolean waited = random.nextBoolean();
    run.note("Redis", redis, waited);
    if (waited) {
      run.nodes()
          .forEach(
              node ->
                  Eventually.isTrue(
                      "connected", () -> node.redisReady().map(true).otherwise(false).await()));
    }
  }

  @Override
  public void close() {
    if (redis == Redis.FROZEN) {
      run.services.redis().resume();
    }
    rewind.close();
  }
}
