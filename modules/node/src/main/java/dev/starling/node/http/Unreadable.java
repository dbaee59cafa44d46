package dev.starling.node.http;

import dev.starling.wire.ErrorBody;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.json.Json;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/// Answers what cannot be read as HTTP, for which there is no route, like any other refusal.
final class Unreadable {

  private Unreadable() {}

  static void refuse(HttpServerRequest request) {
    Throwable cause = request.decoderResult().cause();
    if (cause instanceof TooLongHttpLineException) {
      answer(request, 414, tooLarge("request line"));
    } else if (cause instanceof TooLongHttpHeaderException) {
      answer(request, 431, tooLarge("headers"));
    } else {
      answer(request, 400, new Failure.Invalid(ErrorCode.BAD_FIELD, "not an HTTP request"));
    }
  }

  private static Failure tooLarge(String what) {
    return new Failure.TooLarge(ErrorCode.BODY_TOO_LARGE, what + ": larger than allowed");
  }

  /// What follows on the connection cannot be told apart from the rest of this.
  private static void answer(HttpServerRequest request, int status, Failure failure) {
    request
        .response()
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json; charset=utf-8")
        .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
        .end(Json.write(ErrorBody.of(failure)))
        .onComplete(written -> request.connection().close());
  }
}
