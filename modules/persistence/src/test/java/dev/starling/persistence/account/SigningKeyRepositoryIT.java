package dev.starling.persistence.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.starling.persistence.Database;
import dev.starling.persistence.FreshDatabase;
import dev.starling.persistence.account.SigningKeyRepository.NewKey;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class SigningKeyRepositoryIT {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Duration LEAD = Duration.ofMinutes(2);
  private static final Duration LIFETIME = Duration.ofDays(30);

  private static Database database;
  private static SigningKeyRepository keys;

  @BeforeAll
  static void open(Vertx vertx) {
    database = FreshDatabase.open(vertx);
    keys = new SigningKeyRepository(database);
  }

  @BeforeEach
  void haveNoKeys() {
    database.run("truncate signing_key").await();
  }

  @Test
  void theFirstKeySignsAtOnce() {
    keys.addUnlessOneSignsAfter(NOON.plus(LEAD), key("first", NOON)).await();

    assertThat(keys.all().await())
        .containsExactly(
            new SigningKey(1, Buffer.buffer("first"), NOON, NOON.plus(LEAD).plus(LIFETIME)));
  }

  @Test
  void theNextKeyWaitsUntilItIsKnown() {
    keys.add(key("first", NOON)).await();
    keys.add(key("second", NOON)).await();

    assertThat(keys.all().await())
        .extracting(SigningKey::id, SigningKey::signsFrom)
        .containsExactly(tuple(1, NOON), tuple(2, NOON.plus(LEAD)));
  }

  @Test
  void noKeyIsAddedWhileOneSignsForLongEnough() {
    Instant end = NOON.plus(LEAD).plus(LIFETIME);
    keys.add(key("first", NOON)).await();

    keys.addUnlessOneSignsAfter(end.minusMillis(1), key("too early", NOON)).await();
    assertThat(keys.all().await()).hasSize(1);

    keys.addUnlessOneSignsAfter(end, key("due", NOON)).await();
    assertThat(keys.all().await()).hasSize(2);
  }

  @Test
  void ofManyWhoAddTheFirstKeyOneDoes() {
    List<Future<Void>> attempts =
        IntStream.range(0, 8)
            .mapToObj(i -> keys.addUnlessOneSignsAfter(NOON, key("key " + i, NOON)))
            .toList();
    attempts.forEach(future -> future.await());

    assertThat(keys.all().await()).hasSize(1);
  }

  @Test
  void deleteOverSparesTheNewestWhateverItsAge() {
    Instant end = NOON.plus(LEAD).plus(LIFETIME);
    keys.add(key("first", NOON)).await();
    keys.add(key("second", NOON.plusSeconds(1))).await();

    keys.deleteOver(end).await();
    assertThat(keys.all().await()).hasSize(2);

    keys.deleteOver(end.plus(LIFETIME)).await();
    assertThat(keys.all().await()).extracting(SigningKey::id).containsExactly(2);
  }

  private static NewKey key(String secret, Instant now) {
    Instant signsFrom = now.plus(LEAD);
    return new NewKey(Buffer.buffer(secret), now, signsFrom, signsFrom.plus(LIFETIME));
  }
}
