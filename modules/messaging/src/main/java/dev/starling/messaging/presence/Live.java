package dev.starling.messaging.presence;

import dev.starling.persistence.Database;
import dev.starling.persistence.presence.LastSeenWriter;
import dev.starling.persistence.presence.PresenceRepository;
import dev.starling.routing.Routing;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.time.Clock;

/// What is worth knowing only now: who is there, and who is writing something.
public record Live(PresenceService presence, TypingService typing) {

  public static Live create(
      Vertx vertx,
      Database database,
      Routing routing,
      TypingAudience audience,
      Clock clock,
      PresenceConfig config) {
    return new Live(
        new PresenceService(
            vertx,
            routing,
            new PresenceRepository(database),
            new LastSeenWriter(vertx, database),
            clock,
            config),
        new TypingService(
            vertx, audience, routing.router()::deliver, config, Afterwards.Time.of(vertx)));
  }

  /// The socket is gone, and with it what it watched and what was written there.
  public void closed(Listener socket) {
    presence.closed(socket);
    typing.closed(socket);
  }

  /// Gives them an event loop.
  public VerticleBase verticle() {
    return new PresenceVerticle(presence, typing);
  }
}
