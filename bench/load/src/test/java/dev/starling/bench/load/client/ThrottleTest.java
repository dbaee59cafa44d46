package dev.starling.bench.load.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThrottleTest {

  private final List<Promise<String>> begun = new ArrayList<>();
  private final List<Integer> progress = new ArrayList<>();

  @Test
  void onlySoManyAreBegunAtATime() {
    Future<List<String>> all = begin(5, 2);
    assertThat(begun).hasSize(2);

    begun.get(1).complete("second");
    assertThat(begun).hasSize(3);
    begun.get(0).complete("first");
    begun.get(2).complete("third");
    begun.get(3).complete("fourth");
    assertThat(all.isComplete()).isFalse();
    begun.get(4).complete("fifth");

    assertThat(all.result()).containsExactly("first", "second", "third", "fourth", "fifth");
    assertThat(progress).containsExactly(1, 2, 3, 4, 5);
  }

  @Test
  void theFirstFailureEndsIt() {
    Future<List<String>> all = begin(5, 2);

    begun.get(0).fail("broken");
    begun.get(1).complete("second");

    assertThat(all.cause()).hasMessage("broken");
    assertThat(begun).hasSize(2);
  }

  @Test
  void nothingIsDoneAtOnce() {
    assertThat(begin(0, 2).result()).isEmpty();
  }

  private Future<List<String>> begin(int count, int inFlightMax) {
    List<Integer> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      items.add(i);
    }
    return Throttle.each(
        items,
        inFlightMax,
        item -> {
          Promise<String> promise = Promise.promise();
          begun.add(promise);
          return promise.future();
        },
        progress::add);
  }
}
