package dev.starling.connection.command;

import dev.starling.account.limit.Action;
import dev.starling.wire.frame.ClientFrame.Body;
import io.vertx.core.Future;

/// Something a signed-in client can ask for.
///
/// @param address where it is asked
/// @param action what it counts as
/// @param body what the body of the frame is read as
public record Command<B extends Record>(
    String address, Action action, Class<B> body, Answer<B> answer) {

  /// Answers with a record that is written as JSON, or with null.
  @FunctionalInterface
  public interface Answer<B> {

    Future<?> to(Caller caller, B body);
  }

  Future<?> run(Caller caller, Body sent) {
    return answer.to(caller, sent.as(body));
  }
}
