package dev.starling.hooks;

import dev.starling.outbound.Outbound;
import dev.starling.outbound.Outbound.Answer;
import dev.starling.outbound.Outbound.Request;
import dev.starling.wire.hook.PushNotice;
import dev.starling.wire.json.Json;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/// The operator's own push server.
final class Endpoint {

  private final Outbound outbound;
  private final PushConfig config;
  private final Clock clock;

  /// @param outbound to where the operator says, which may well be inside
  Endpoint(Outbound outbound, PushConfig config, Clock clock) {
    this.outbound = outbound;
    this.config = config;
    this.clock = clock;
  }

  Future<Answer> send(UUID messageId, PushNotice notice) {
    byte[] body = Json.bytes(notice);
    List<byte[]> secrets =
        Stream.of(config.secret(), config.previousSecret())
            .filter(Objects::nonNull)
            .map(secret -> Signature.secret(secret.value()))
            .toList();
    return outbound.send(
        Request.post(
            config.url(),
            Signature.headers("msg_" + messageId, clock.instant(), body, secrets),
            Buffer.buffer(body)));
  }
}
