package dev.starling.rest;

import dev.starling.media.MediaService;
import dev.starling.media.MediaService.Served;
import dev.starling.media.MediaUrls.Part;
import dev.starling.media.store.Source;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.MediaId;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Files, for whoever has an address of one. What strangers have uploaded must not run in anybody's
/// browser: the type is one of a few that are only shown, or none that means anything; browsers are
/// told to believe it, and to put whatever they make of it into a sandbox.
final class ServeRoutes {

  private static final String SANDBOX = "sandbox; default-src 'none'";

  private final MediaService media;

  ServeRoutes(MediaService media) {
    this.media = media;
  }

  void mount(Router router) {
    router.route("/media/*").handler(RequestId::give);
    for (HttpMethod method : new HttpMethod[] {HttpMethod.GET, HttpMethod.HEAD}) {
      router.route(method, "/media/:id").handler(context -> serve(context, Part.WHOLE));
      router
          .route(method, "/media/:id/thumbnail")
          .handler(context -> serve(context, Part.THUMBNAIL));
    }
  }

  private void serve(RoutingContext context, Part part) {
    context
        .response()
        .putHeader("Content-Security-Policy", SANDBOX)
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "no-referrer");
    // compose, not a bare call: an address that is none throws.
    Future.succeededFuture(Call.ofNobody(context))
        .compose(
            asked ->
                media.find(
                    asked.path("id", MediaId::parse),
                    part,
                    asked.number("exp"),
                    asked.query("sig")))
        .compose(served -> answer(context, served))
        .onFailure(cause -> fail(context, cause));
  }

  private Future<Void> answer(RoutingContext context, Served served) {
    HttpServerRequest request = context.request();
    String tag = '"' + served.tag() + '"';
    HttpServerResponse response =
        context
            .response()
            .putHeader(HttpHeaders.ETAG, tag)
            .putHeader(
                HttpHeaders.CACHE_CONTROL,
                "private, max-age=" + served.within().toSeconds() + ", immutable");
    String known = request.getHeader(HttpHeaders.IF_NONE_MATCH);
    if (known != null && known.contains(tag)) {
      return response.setStatusCode(304).end();
    }
    Optional<ByteRange> range = range(request, tag, served.size());
    if (range.isPresent() && range.get().length() == 0) {
      response.putHeader(HttpHeaders.CONTENT_RANGE, "bytes */" + served.size());
      throw new Failure.Invalid(
          ErrorCode.RANGE_NOT_SATISFIABLE, "Range: beyond the " + served.size() + " bytes");
    }
    ByteRange wanted = range.orElseGet(() -> new ByteRange(0, served.size()));
    String disposition = disposition(served);
    response
        .setStatusCode(range.isPresent() ? 206 : 200)
        .putHeader(HttpHeaders.CONTENT_TYPE, served.contentType())
        .putHeader("Content-Disposition", disposition)
        .putHeader(HttpHeaders.ACCEPT_RANGES, "bytes")
        .putHeader(HttpHeaders.CONTENT_LENGTH, String.valueOf(wanted.length()));
    range.ifPresent(one -> response.putHeader(HttpHeaders.CONTENT_RANGE, one.of(served.size())));
    return request.method().equals(HttpMethod.HEAD)
        ? response.end()
        : media
            .open(served, wanted.from(), wanted.length(), disposition)
            .compose(source -> send(response, source, wanted));
  }

  private static Future<Void> send(HttpServerResponse response, Source source, ByteRange wanted) {
    return switch (source) {
      case Source.LocalFile file -> response.sendFile(file.path(), wanted.from(), wanted.length());
      case Source.Bytes bytes -> bytes.stream().pipeTo(response);
      case Source.Elsewhere elsewhere -> {
        response.headers().remove(HttpHeaders.CONTENT_LENGTH).remove(HttpHeaders.CONTENT_RANGE);
        yield response.setStatusCode(302).putHeader(HttpHeaders.LOCATION, elsewhere.url()).end();
      }
    };
  }

  /// With a condition that is not met the whole is asked for.
  private static Optional<ByteRange> range(HttpServerRequest request, String tag, long size) {
    String condition = request.getHeader("If-Range");
    return condition == null || condition.equals(tag)
        ? ByteRange.parse(request.getHeader("Range"), size)
        : Optional.empty();
  }

  private static String disposition(Served served) {
    String how = served.inline() ? "inline" : "attachment";
    return served.name() == null
        ? how
        : how
            + "; filename*=UTF-8''"
            + URLEncoder.encode(served.name(), StandardCharsets.UTF_8).replace("+", "%20");
  }

  /// A client that has the beginning already learns by the end of the connection.
  private static void fail(RoutingContext context, Throwable cause) {
    HttpServerResponse response = context.response();
    if (response.headWritten()) {
      context.request().connection().close();
      return;
    }
    response.headers().remove(HttpHeaders.CONTENT_LENGTH).remove("Content-Disposition");
    if (!(cause instanceof Failure.Invalid)) {
      response.headers().remove(HttpHeaders.CONTENT_RANGE);
    }
    response.headers().remove(HttpHeaders.CACHE_CONTROL);
    Api.fail(context, cause);
  }
}
