package dev.starling.search.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.wire.ConversationId;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlaceTest {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  @Test
  void newestFirstThenByConversationAndSequenceAsTheIndexSorts() {
    Place newest = new Place(0, NOON.plusMillis(1), new ConversationId(1), 1);
    Place c9 = new Place(0, NOON, new ConversationId(9), 1);
    Place c10Later = new Place(0, NOON, new ConversationId(36), 2);
    Place c10 = new Place(0, NOON, new ConversationId(36), 1);

    // "c9" is behind "c10" as text, so it comes first when the order is reversed.
    assertThat(Stream.of(c10, newest, c9, c10Later).sorted().toList())
        .isEqualTo(List.of(newest, c9, c10Later, c10));
  }

  @Test
  void pointsComeBeforeTime() {
    Place newest = new Place(3, NOON, new ConversationId(1), 1);
    Place best = new Place(4, NOON.minusSeconds(9), new ConversationId(1), 2);

    assertThat(Stream.of(newest, best).sorted().toList()).isEqualTo(List.of(best, newest));
  }

  @Test
  void timesAreCutToWhatTheIndexHolds() {
    assertThat(new Place(0, NOON.plusNanos(1_999_999), new ConversationId(1), 1))
        .isEqualTo(new Place(0, NOON.plusMillis(1), new ConversationId(1), 1));
  }
}
