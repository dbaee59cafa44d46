package dev.starling.story;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// A few people do whatever can be done with stories, through two nodes with different limits,
/// while whatever can happen to these and to Redis does. After each step every answer is what
/// [Model] says.
///
/// A run is repeated with `-Dseed=…`; `-Dsteps=…` makes it longer: 10,000 is the full one.
class StoryModelIT {

  private static final long SEED = Long.getLong("seed", System.nanoTime());
  private static final int STEPS = Integer.getInteger("steps", 200);

  @Test
  void everyAnswerIsTheModelsWhateverRedisDoes() {
    System.out.println("seed " + SEED);
    try (ModelRun run = new ModelRun(SEED);
        ModelFaults faults = new ModelFaults(run)) {
      go(run, faults);
      FeedCounts counts = run.feedCounts();
      System.out.println(counts);
      // Or else it has shown nothing.
      assertThat(counts.fromRing()).isGreaterThan(STEPS / 4);
      assertThat(counts.fromDatabase()).isGreaterThan(STEPS / 4);
    }
  }

  private static void go(ModelRun run, ModelFaults faults) {
    ModelStories stories = new ModelStories(run);
    ModelPeople people = new ModelPeople(run);
    ModelChecks checks = new ModelChecks(run);
    try {
      for (int i = 0; i < STEPS; i++) {
        int dice = run.random.nextInt(100);
        if (dice < 52) {
          stories.step();
        } else if (dice < 76) {
          people.step();
        } else {
          faults.step();
        }
        checks.compare();
      }
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("seed " + SEED + ", after:\n" + run.latest(), e);
    }
  }
}
