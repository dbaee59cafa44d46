package dev.starling.bench.load.client;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntConsumer;

/// Does the same for many things, a few at a time, on one event loop. The first failure ends it.
final class Throttle<T, R> {

  private final List<T> items;
  private final Function<T, Future<R>> task;
  private final IntConsumer progress;
  private final List<R> results;
  private final Promise<List<R>> all = Promise.promise();
  private int begun;
  private int done;

  private Throttle(List<T> items, Function<T, Future<R>> task, IntConsumer progress) {
    this.items = items;
    this.task = task;
    this.progress = progress;
    this.results = new ArrayList<>(Collections.nCopies(items.size(), null));
  }

  /// The results, in the order of the items. To be called on the event loop that completes the
  /// tasks.
  ///
  /// @param progress told how many are done, each time one is
  static <T, R> Future<List<R>> each(
      List<T> items, int inFlightMax, Function<T, Future<R>> task, IntConsumer progress) {
    Throttle<T, R> throttle = new Throttle<>(items, task, progress);
    if (items.isEmpty()) {
      return Future.succeededFuture(List.of());
    }
    for (int i = 0; i < Math.min(inFlightMax, items.size()); i++) {
      throttle.beginNext();
    }
    return throttle.all.future();
  }

  private void beginNext() {
    if (begun == items.size() || all.future().failed()) {
      return;
    }
    int index = begun++;
    task.apply(items.get(index)).onSuccess(result -> ended(index, result)).onFailure(all::tryFail);
  }

  private void ended(int index, R result) {
    results.set(index, result);
    done++;
    progress.accept(done);
    if (done == items.size()) {
      all.tryComplete(results);
    } else {
      beginNext();
    }
  }
}
