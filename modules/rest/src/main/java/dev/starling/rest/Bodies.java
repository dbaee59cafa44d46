package dev.starling.rest;

import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;

/// Reads bodies that are JSON, and no others: Vert.x would take a form apart, and fail on one that
/// is none.
final class Bodies implements Handler<RoutingContext> {

  private static final String JSON = "application/json";

  private final BodyHandler reader;

  Bodies(int bytesMax) {
    this.reader = BodyHandler.create(false).setBodyLimit(bytesMax);
  }

  @Override
  public void handle(RoutingContext context) {
    String type = context.request().getHeader(HttpHeaders.CONTENT_TYPE);
    if (!hasBody(context.request())) {
      context.next();
    } else if (type == null || isJson(type)) {
      reader.handle(context);
    } else {
      Api.fail(
          context,
          new Failure.Invalid(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "Content-Type: expected " + JSON));
    }
  }

  private static boolean hasBody(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
        || (length != null && !length.equals("0"));
  }

  /// Whatever its parameters say: JSON is UTF-8.
  private static boolean isJson(String contentType) {
    int end = contentType.indexOf(';');
    String type = end < 0 ? contentType : contentType.substring(0, end);
    return type.trim().equalsIgnoreCase(JSON);
  }
}
