package dev.starling.outbound;

import dev.starling.outbound.Outbound.Answer;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// Reads an answer up to a limit, and hangs up on the rest.
final class AnswerReader {

  private AnswerReader() {}

  /// To be called on the response's context, as soon as it is there.
  static Future<Answer> read(HttpClientRequest request, HttpClientResponse response, int bytesMax) {
    Promise<Answer> answer = Promise.promise();
    Buffer body = Buffer.buffer();
    response.handler(
        part -> {
          int room = bytesMax - body.length();
          body.appendBuffer(part.length() <= room ? part : part.slice(0, Math.max(0, room)));
          if (part.length() > room && answer.tryComplete(answer(response, body, true))) {
            request.reset();
          }
        });
    response.endHandler(end -> answer.tryComplete(answer(response, body, false)));
    response.exceptionHandler(answer::tryFail);
    return answer.future();
  }

  private static Answer answer(HttpClientResponse response, Buffer body, boolean isCut) {
    Map<String, String> headers = new HashMap<>();
    response
        .headers()
        .forEach(header -> headers.putIfAbsent(lower(header.getKey()), header.getValue()));
    return new Answer(response.statusCode(), headers, body, isCut);
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
