package dev.starling.messaging;

import dev.starling.persistence.event.Appended;
import dev.starling.persistence.event.EventWriters;
import dev.starling.persistence.event.NewMessage;
import dev.starling.routing.bus.Addresses;
import dev.starling.routing.bus.Bus;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.cluster.Append;
import dev.starling.wire.cluster.AppendAnswer;
import io.vertx.core.Future;
import java.time.Duration;

/// Lets a node without writers append through one that has them.
///
/// A question whose answer is lost is answered with "try later", and the client's retry is
/// recognised. Two messages of one sender may overtake each other here, because each question may
/// go to another node: give sockets and writers to the same nodes where their order matters.
public final class RemoteAppend {

  private final Bus bus;

  public RemoteAppend(Bus bus) {
    this.bus = bus;
  }

  public Future<Appended> append(NewMessage message) {
    return bus.ask(
            Addresses.APPEND,
            new Append(
                message.conversation(),
                message.sender(),
                message.clientId(),
                message.text(),
                message.detail()))
        .map(RemoteAppend::appended);
  }

  /// Puts this node's writers at the service of the others.
  public Future<Void> serve(EventWriters writers) {
    return bus.serve(
        Addresses.APPEND,
        asked ->
            writers
                .append(
                    new NewMessage(
                        asked.conversation(),
                        asked.sender(),
                        asked.clientId(),
                        asked.text(),
                        asked.detail()))
                .map(RemoteAppend::answer));
  }

  private static AppendAnswer answer(Appended appended) {
    return switch (appended) {
      case Appended.Stored s ->
          new AppendAnswer(
              null,
              null,
              true,
              s.seq(),
              s.at(),
              s.expiresAt(),
              s.xid(),
              s.previousXid(),
              s.memberVersion(),
              s.isWithheld());
      case Appended.StoredBefore s ->
          new AppendAnswer(null, null, false, s.seq(), s.at(), null, 0, 0, 0, false);
      case Appended.Refused r ->
          new AppendAnswer(
              r.why().name(),
              r.retryAfter() == null ? null : r.retryAfter().toMillis(),
              false,
              0,
              null,
              null,
              0,
              0,
              0,
              false);
    };
  }

  private static Appended appended(AppendAnswer answer) {
    if (answer.refusal() != null) {
      return new Appended.Refused(
          ErrorCode.valueOf(answer.refusal()),
          answer.retryMs() == null ? null : Duration.ofMillis(answer.retryMs()));
    }
    return answer.stored()
        ? new Appended.Stored(
            answer.seq(),
            answer.at(),
            answer.expiresAt(),
            answer.xid(),
            answer.previousXid(),
            answer.memberVersion(),
            answer.withheld())
        : new Appended.StoredBefore(answer.seq(), answer.at());
  }
}
