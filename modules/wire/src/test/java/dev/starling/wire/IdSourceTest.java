package dev.starling.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IdSourceTest {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.123Z");

  @Test
  void anIdKnowsWhenItWasMade() {
    IdSource ids = new IdSource(Clock.fixed(NOON, ZoneOffset.UTC), new Random(1));

    assertThat(IdSource.timeOf(ids.next())).isEqualTo(NOON);
  }

  @Test
  void idsOfOneMillisecondDiffer() {
    IdSource ids = new IdSource(Clock.fixed(NOON, ZoneOffset.UTC), new Random(1));

    assertThat(ids.next()).isNotEqualTo(ids.next());
  }
}
