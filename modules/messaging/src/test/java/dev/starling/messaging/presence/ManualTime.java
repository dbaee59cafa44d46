package dev.starling.messaging.presence;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A clock and its timers, moved on by a test. Counts the timers that went off.
final class ManualTime extends Clock {

  private record Alarm(long nanos, Runnable action) {}

  private final List<Alarm> alarms = new ArrayList<>();
  private Instant instant = Instant.parse("2026-11-23T12:00:00Z");
  private long nanos = Long.MAX_VALUE - 1_000_000; // Runs over soon.
  private int wentOff;

  Afterwards.Time time() {
    return new Afterwards.Time(
        (millis, action) -> alarms.add(new Alarm(nanos + millis * 1_000_000, action)), () -> nanos);
  }

  int timersSet() {
    return alarms.size();
  }

  int wentOff() {
    return wentOff;
  }

  void advance(Duration by) {
    long end = nanos + by.toNanos();
    instant = instant.plus(by);
    while (true) {
      Alarm next =
          alarms.stream()
              .filter(alarm -> alarm.nanos() - end <= 0)
              .min(Comparator.comparingLong(alarm -> alarm.nanos() - end))
              .orElse(null);
      if (next == null) {
        break;
      }
      alarms.remove(next);
      nanos = next.nanos();
      wentOff++;
      next.action().run();
    }
    nanos = end;
  }

  @Override
  public Instant instant() {
    return instant;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
