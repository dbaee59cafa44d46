package dev.starling.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class RepeatedTest {

  private static final Duration SHORT = Duration.ofMillis(1);

  @Test
  void whatFailsOrThrowsIsDoneAgain(Vertx vertx) throws TimeoutException {
    AtomicInteger runs = new AtomicInteger();
    Promise<Void> third = Promise.promise();
    Repeated repeated =
        new Repeated(
            vertx,
            "test",
            SHORT,
            () ->
                switch (runs.incrementAndGet()) {
                  case 1 -> throw new IllegalStateException("on purpose");
                  case 2 -> Future.failedFuture("on purpose");
                  default -> {
                    third.tryComplete();
                    yield Future.succeededFuture();
                  }
                });

    repeated.start();

    third.future().await(5, TimeUnit.SECONDS);
    repeated.stop();
  }

  @Test
  void nothingBeginsBeforeTheLastOneIsDone(Vertx vertx) throws TimeoutException {
    AtomicInteger underWay = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    AtomicInteger runs = new AtomicInteger();
    Promise<Void> fifth = Promise.promise();
    Repeated repeated =
        new Repeated(
            vertx,
            "test",
            SHORT,
            () -> {
              most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
              if (runs.incrementAndGet() == 5) {
                fifth.complete();
              }
              return vertx.timer(5).onComplete(done -> underWay.decrementAndGet());
            });

    repeated.start();

    fifth.future().await(5, TimeUnit.SECONDS);
    repeated.stop();
    assertThat(most).hasValue(1);
  }
}
