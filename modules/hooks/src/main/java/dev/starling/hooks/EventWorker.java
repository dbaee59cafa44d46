package dev.starling.hooks;

import dev.starling.outbound.Outbound;
import dev.starling.outbound.Outbound.Answer;
import dev.starling.outbound.Outbound.Request;
import dev.starling.persistence.event.EventRepository;
import dev.starling.persistence.event.StoredEvent;
import dev.starling.persistence.hook.Place;
import dev.starling.persistence.hook.PlaceRepository;
import dev.starling.wire.event.ConversationEvent;
import dev.starling.wire.hook.EventTypes;
import dev.starling.wire.hook.HookEvent;
import dev.starling.wire.json.Json;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Brings one event hook forward in one conversation: reads what comes next, and sends it one by
/// one. Nothing passes anything that has not arrived.
final class EventWorker {

  /// Longer than a request and its note may take together.
  static final Duration LEASE = Duration.ofMinutes(1);

  /// After this the others have their turn, and a node that stops has its end.
  private static final Duration TURN = Duration.ofSeconds(5);

  private static final int PAGE = 50;
  private static final int GONE = 410;

  private final PlaceRepository places;
  private final EventRepository events;
  private final Outbound outbound;
  private final Retry retry;
  private final Clock clock;
  private final HookStats stats;

  EventWorker(
      PlaceRepository places,
      EventRepository events,
      Outbound outbound,
      Retry retry,
      Clock clock,
      HookStats stats) {
    this.places = places;
    this.events = events;
    this.outbound = outbound;
    this.retry = retry;
    this.clock = clock;
    this.stats = stats;
  }

  Future<Void> work(Place place) {
    return place.isWanted()
        ? events
            .after(place.bot(), place.conversation(), place.seq(), PAGE)
            .compose(page -> send(place, page, 0, place.attempts(), System.nanoTime()))
        : places.remove(place);
  }

  /// @param failures since the last success
  private Future<Void> send(
      Place place, List<StoredEvent> page, int next, int failures, long began) {
    boolean isTurnOver = System.nanoTime() - began > TURN.toNanos();
    if (next == page.size() || (next > 0 && isTurnOver)) {
      long seq = next == 0 ? place.seq() : page.get(next - 1).event().seq();
      return places.release(place, seq, next < page.size() || next == PAGE);
    }
    ConversationEvent event = page.get(next).event();
    if (!isFor(place, event)) {
      return send(place, page, next + 1, failures, began);
    }
    return post(place, event)
        .transform(
            (answer, cause) -> {
              if (cause == null && answer.isSuccess()) {
                stats.hooked().increment();
                return places
                    .advance(place, event.seq(), LEASE)
                    .compose(noted -> send(place, page, next + 1, 0, began));
              }
              stats.hookFailed().increment();
              String reason = cause == null ? Retry.reason(answer) : Retry.reason(cause);
              boolean isOver = cause == null && answer.status() == GONE;
              return failed(place, event, reason, failures + 1, isOver);
            });
  }

  /// A bot does not hear itself, or two of them would talk for ever.
  private static boolean isFor(Place place, ConversationEvent event) {
    return !event.sender().equals(place.bot())
        && (place.events() == null || place.events().contains(EventTypes.of(event)));
  }

  private Future<Answer> post(Place place, ConversationEvent event) {
    byte[] body = Json.bytes(new HookEvent(place.hook(), place.bot(), event));
    String id = "evt_" + place.hook() + "_" + event.conversation() + "_" + event.seq();
    Map<String, String> headers = Signature.headers(id, clock.instant(), body, place.secrets());
    return outbound.send(Request.post(URI.create(place.url()), headers, Buffer.buffer(body)));
  }

  private Future<Void> failed(
      Place place, ConversationEvent event, String reason, int failures, boolean isOver) {
    return isOver || retry.isLast(failures)
        ? places.pause(place, reason, event.seq(), failures)
        : places.retry(place, reason, retry.after(failures));
  }
}
