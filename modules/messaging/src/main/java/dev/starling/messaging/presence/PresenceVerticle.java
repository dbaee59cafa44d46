package dev.starling.messaging.presence;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/// Gives presence and typing an event loop. It wires; it decides nothing.
final class PresenceVerticle extends VerticleBase {

  private final PresenceService presence;
  private final TypingService typing;

  PresenceVerticle(PresenceService presence, TypingService typing) {
    this.presence = presence;
    this.typing = typing;
  }

  @Override
  public Future<?> start() {
    typing.start();
    return presence.start();
  }

  @Override
  public Future<?> stop() {
    return presence.settled();
  }
}
