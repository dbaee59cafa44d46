package dev.starling.persistence.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.persistence.FreshDatabase;
import dev.starling.persistence.account.AttemptRepository.Counted;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class AttemptRepositoryIT {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private static AttemptRepository attempts;

  @BeforeAll
  static void open(Vertx vertx) {
    attempts = new AttemptRepository(FreshDatabase.open(vertx));
  }

  @Test
  void attemptsOfOneSubjectAreCountedTogetherUntilItsWindowEnds() {
    Instant end = NOON.plus(MINUTE);

    assertThat(count("a", NOON)).isEqualTo(new Counted(1, end));
    assertThat(count("a", NOON.plusSeconds(59))).isEqualTo(new Counted(2, end));
    assertThat(count("b", NOON)).isEqualTo(new Counted(1, end));
    assertThat(count("a", end)).isEqualTo(new Counted(1, end.plus(MINUTE)));
  }

  @Test
  void attemptsAtTheSameTimeAreAllCounted() {
    List<Future<Counted>> counts =
        Stream.generate(() -> attempts.count("same time", NOON, MINUTE)).limit(8).toList();

    assertThat(counts.stream().map(future -> future.await()).map(Counted::attempts))
        .containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7, 8);
  }

  @Test
  void whatIsTakenBackDoesNotCountInItsOwnWindowOnly() {
    Counted first = count("c", NOON);
    attempts.takeBack("c", first.windowEnds()).await();
    assertThat(count("c", NOON).attempts()).isEqualTo(1);

    Counted next = count("c", first.windowEnds());
    attempts.takeBack("c", first.windowEnds()).await();
    assertThat(count("c", first.windowEnds()).attempts()).isEqualTo(next.attempts() + 1);
  }

  @Test
  void deleteOverLeavesWhatIsNot() {
    Instant longAgo = NOON.minus(Duration.ofDays(1));
    Instant end = count("d", longAgo).windowEnds();

    int kept = attempts.deleteOver(end, 10).await();
    int deleted = attempts.deleteOver(end.plusMillis(1), 10).await();

    assertThat(kept).isZero();
    assertThat(deleted).isEqualTo(1);
  }

  private static Counted count(String subject, Instant now) {
    return attempts.count(subject, now, MINUTE).await();
  }
}
