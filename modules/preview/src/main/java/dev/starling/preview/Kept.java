package dev.starling.preview;

import dev.starling.wire.event.LinkPreview;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.Supplier;

/// Remembers previews, and for a shorter time that there is none. Whoever asks while a page is
/// being read waits for the same reading. Safe for use by any thread.
final class Kept {

  private record Known(Future<LinkPreview> found, long until) {}

  private final SequencedMap<String, Known> entries = new LinkedHashMap<>(16, 0.75f, true);
  private final PreviewConfig config;
  private final Clock clock;

  Kept(PreviewConfig config, Clock clock) {
    this.config = config;
    this.clock = clock;
  }

  /// @param reading begins to read; what it throws is not remembered
  Future<LinkPreview> get(String url, Supplier<Future<LinkPreview>> reading) {
    Future<LinkPreview> found;
    synchronized (entries) {
      Known known = entries.get(url);
      if (known != null && clock.millis() < known.until()) {
        return known.found();
      }
      found = reading.get();
      entries.put(url, new Known(found, Long.MAX_VALUE));
      if (entries.size() > config.cachedMax()) {
        entries.pollFirstEntry();
      }
    }
    found.onComplete(done -> keep(url, found));
    return found;
  }

  private void keep(String url, Future<LinkPreview> found) {
    Duration time = found.succeeded() ? config.cachedFor() : config.failedFor();
    synchronized (entries) {
      entries.computeIfPresent(
          url, (key, known) -> new Known(found, clock.millis() + time.toMillis()));
    }
  }
}
