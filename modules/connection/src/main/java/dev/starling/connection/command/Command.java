package dev.starling.connection.command;

import dev.starling.wire.frame.ClientFrame.Body;
import io.vertx.core.Future;

/// Something a signed-in client can ask for.
///
/// @param address where it is asked
/// @param body what the body of the frame is read as
public record Command<B extends Record>(String address, Class<B> body, Answer<B> answer) {

  /// Answers with a record that is written as JSON, or with null.
  @FunctionalInterface
  public interface Answer<B> {

    Future<?> to(Caller caller, B body);
  }

  Future<?> run(Caller caller, Body sent) {
    return answer.to(caller, sent.as(body));
  }
}
