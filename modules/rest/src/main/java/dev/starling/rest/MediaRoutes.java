package dev.starling.rest;

import dev.starling.account.limit.Action;
import dev.starling.media.MediaService;
import dev.starling.media.UploadService;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.MediaId;
import dev.starling.wire.UserId;
import dev.starling.wire.media.Attachment;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerFileUpload;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/// One's own files: sent in one piece, looked at, and their addresses. Sending in pieces is on
/// [TusRoutes].
final class MediaRoutes {

  private static final String FORM = "multipart/form-data";

  private final UploadService uploads;
  private final MediaService media;

  MediaRoutes(UploadService uploads, MediaService media) {
    this.uploads = uploads;
    this.media = media;
  }

  /// What reads its body itself.
  void mountStreams(Api api) {
    api.post("/v1/media", Action.UPLOAD, this::upload);
  }

  void mount(Api api) {
    api.get("/v1/media/:id", this::show);
    api.delete("/v1/media/:id", Action.CHANGE, this::delete);
    api.get("/v1/media/:id/url", this::url);
  }

  private Future<Answer> show(Call call) {
    return media.describe(call.user(), List.of(id(call))).map(List::getFirst).map(Answer::ok);
  }

  private Future<Answer> delete(Call call) {
    return media.delete(call.user(), id(call)).map(Answer::nothing);
  }

  private Future<Answer> url(Call call) {
    return media.urlFor(call.user(), id(call)).map(Answer::ok);
  }

  /// The first file of a form; fields and other files are ignored.
  private Future<Answer> upload(Call call) {
    UserId user = call.user();
    HttpServerRequest request = call.stream();
    String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
    if (type == null || !type.regionMatches(true, 0, FORM, 0, FORM.length())) {
      throw new Failure.Invalid(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "Content-Type: expected " + FORM);
    }
    long sizeMax = sizeMax(request);
    Promise<Attachment> stored = Promise.promise();
    AtomicBoolean isTaken = new AtomicBoolean();
    request.setExpectMultipart(true);
    request.uploadHandler(
        file -> {
          if (isTaken.getAndSet(true)) {
            file.handler(ignored -> {});
          } else {
            take(user, sizeMax, file).onSuccess(stored::tryComplete).onFailure(stored::tryFail);
          }
        });
    request.exceptionHandler(
        cause ->
            stored.tryFail(
                new Failure.Invalid(ErrorCode.BAD_FIELD, "not a form, or cut off in the middle")));
    request.endHandler(
        end -> {
          if (!isTaken.get()) {
            stored.tryFail(new Failure.Invalid(ErrorCode.BAD_FIELD, "file: missing in the form"));
          }
        });
    call.proceed();
    request.resume();
    return stored.future().map(Answer::created);
  }

  private Future<Attachment> take(UserId user, long sizeMax, HttpServerFileUpload file) {
    file.pause();
    return uploads
        .upload(user, file.filename(), sizeMax, file)
        // What still comes of one that is refused goes nowhere.
        .onFailure(refused -> file.handler(ignored -> {}).resume());
  }

  /// The file is not larger than what it comes in.
  private static long sizeMax(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    try {
      return length == null ? Long.MAX_VALUE : Math.max(1, Long.parseLong(length));
    } catch (NumberFormatException e) {
      throw new Failure.Invalid(ErrorCode.BAD_FIELD, "Content-Length: not a number");
    }
  }

  private static MediaId id(Call call) {
    return call.path("id", MediaId::parse);
  }
}
