package dev.starling.account.limit;

import dev.starling.wire.UserId;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/// The buckets of those who did one kind of thing lately, the longest quiet first. Any thread.
///
/// Whoever has all of their burst again is as good as unknown, and forgotten by the next ones who
/// come: two for each, so that the rest shrinks while it is used.
final class People {

  private static final int FORGOTTEN_AT_ONCE = 2;

  private final Rate rate;
  private final int peopleMax;
  private final Map<UserId, TokenBucket> buckets = new LinkedHashMap<>(16, 0.75f, true);

  People(Rate rate, int peopleMax) {
    this.rate = rate;
    this.peopleMax = peopleMax;
  }

  /// @return zero when it was taken, else after how long it may be
  synchronized Duration take(UserId user, long nowNanos) {
    TokenBucket bucket = buckets.computeIfAbsent(user, unknown -> rate.bucket(nowNanos));
    boolean isTaken = bucket.tryTake(nowNanos);
    forget(nowNanos);
    return isTaken ? Duration.ZERO : bucket.until(1, nowNanos);
  }

  synchronized int size() {
    return buckets.size();
  }

  private void forget(long nowNanos) {
    Iterator<TokenBucket> longestQuiet = buckets.values().iterator();
    for (int i = 0; i < FORGOTTEN_AT_ONCE && longestQuiet.hasNext(); i++) {
      boolean isFull = longestQuiet.next().isFull(nowNanos);
      if (!isFull && buckets.size() <= peopleMax) {
        return;
      }
      longestQuiet.remove();
    }
  }
}
