package dev.starling.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StoryConfigTest {

  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Test
  void aStoryLastsADay() {
    assertThat(StoryConfig.DEFAULTS.lifetime()).isEqualTo(DAY);
    assertThat(StoryConfig.DEFAULTS.activeMax()).isEqualTo(100);
    assertThat(StoryConfig.DEFAULTS.pushedContactsMax()).isEqualTo(5_000);
  }

  @Test
  void aBadValueNamesItself() {
    assertRefused("story.lifetime", Duration.ZERO, 1, 1, DAY, MINUTE);
    assertRefused("story.lifetime", Duration.ofDays(8), 1, 1, DAY, MINUTE);
    assertRefused("story.activeMax", DAY, 0, 1, DAY, MINUTE);
    assertRefused("story.contactsPerPage", DAY, 1, 0, DAY, MINUTE);
    assertRefused("story.keptFor", DAY, 1, 1, DAY.minusSeconds(1), MINUTE);
    assertRefused("story.settledWithin", DAY, 1, 1, DAY, Duration.ofSeconds(1));
  }

  private static void assertRefused(
      String name,
      Duration lifetime,
      int activeMax,
      int contactsPerPage,
      Duration keptFor,
      Duration settledWithin) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new StoryConfig(
                    lifetime,
                    activeMax,
                    5_000,
                    5_000,
                    contactsPerPage,
                    2,
                    keptFor,
                    MINUTE,
                    settledWithin,
                    StoryLimits.DEFAULTS))
        .withMessageStartingWith(name + ": ");
  }
}
