package dev.starling.rest;

import dev.starling.account.limit.Action;
import dev.starling.media.UploadService;
import dev.starling.media.UploadService.Reached;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.MediaId;
import dev.starling.wire.UserId;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Map;

/// Uploads in pieces, as tus 1.0.0 has them (tus.io): creation, termination and expiration. An
/// upload has the id that the file has once it is whole.
final class TusRoutes {

  private static final String VERSION = "1.0.0";
  private static final String UPLOADS = "/v1/media/uploads";
  private static final String UPLOAD = UPLOADS + "/:id";
  private static final String PIECE = "application/offset+octet-stream";

  private static final String RESUMABLE = "Tus-Resumable";
  private static final String OFFSET = "Upload-Offset";
  private static final String LENGTH = "Upload-Length";

  private final UploadService uploads;

  TusRoutes(UploadService uploads) {
    this.uploads = uploads;
  }

  void mount(Api api) {
    api.options(UPLOADS, this::describe);
    api.post(UPLOADS, Action.UPLOAD, this::create);
    api.head(UPLOAD, this::find);
    api.patch(UPLOAD, Action.UNCOUNTED, this::append);
    api.delete(UPLOAD, Action.CHANGE, this::cancel);
  }

  private Future<Answer> describe(Call call) {
    return Future.succeededFuture(
        resumable(Answer.nothing(null))
            .with("Tus-Version", VERSION)
            .with("Tus-Extension", "creation,termination,expiration")
            .with("Tus-Max-Size", uploads.bytesMax()));
  }

  private Future<Answer> create(Call call) {
    UserId user = speaker(call);
    return uploads
        .begin(user, fileName(call.header("Upload-Metadata")), number(call, LENGTH))
        .map(
            begun ->
                reached(new Answer(201, null, Map.of()), begun)
                    .with("Location", UPLOADS + "/" + begun.id()));
  }

  private Future<Answer> find(Call call) {
    UserId user = speaker(call);
    return uploads
        .find(user, id(call))
        .map(
            found ->
                reached(Answer.ok(null), found)
                    .with(LENGTH, found.size())
                    .with("Cache-Control", "no-store"));
  }

  private Future<Answer> append(Call call) {
    UserId user = speaker(call);
    MediaId id = id(call);
    if (!PIECE.equals(call.header(HttpHeaders.CONTENT_TYPE))) {
      throw new Failure.Invalid(
          ErrorCode.UNSUPPORTED_MEDIA_TYPE, "Content-Type: expected " + PIECE);
    }
    long offset = number(call, OFFSET);
    HttpServerRequest request = call.stream();
    call.proceed();
    return uploads
        .append(user, id, offset, request)
        // What still comes of a piece that is refused goes nowhere.
        .onFailure(refused -> request.handler(ignored -> {}))
        .map(there -> reached(Answer.nothing(null), there));
  }

  private Future<Answer> cancel(Call call) {
    UserId user = speaker(call);
    return uploads.cancel(user, id(call)).map(done -> resumable(Answer.nothing(null)));
  }

  private static Answer reached(Answer answer, Reached reached) {
    Answer with = resumable(answer).with(OFFSET, reached.received());
    return reached.expiresAt() == null
        ? with
        : with.with(
            "Upload-Expires",
            DateTimeFormatter.RFC_1123_DATE_TIME.format(
                reached.expiresAt().atOffset(ZoneOffset.UTC)));
  }

  private static Answer resumable(Answer answer) {
    return answer.with(RESUMABLE, VERSION);
  }

  /// Who speaks, when they speak this version.
  private static UserId speaker(Call call) {
    UserId user = call.user();
    if (!VERSION.equals(call.header(RESUMABLE))) {
      throw new Failure.Invalid(
          ErrorCode.TUS_VERSION_UNSUPPORTED, RESUMABLE + ": expected " + VERSION);
    }
    return user;
  }

  private static long number(Call call, String header) {
    String text = call.header(header);
    try {
      long number = text == null ? -1 : Long.parseLong(text);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Falls through: it is as good as none.
    }
    throw new Failure.Invalid(ErrorCode.BAD_FIELD, header + ": missing or not a number");
  }

  /// Of `filename <base64>,other <base64>`; null for none.
  private static String fileName(String metadata) {
    for (String pair : metadata == null ? new String[0] : metadata.split(",", -1)) {
      String[] parts = pair.strip().split(" ", 2);
      if (parts[0].equals("filename") && parts.length == 2) {
        try {
          return new String(Base64.getDecoder().decode(parts[1].strip()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
          throw new Failure.Invalid(ErrorCode.BAD_FIELD, "Upload-Metadata: filename: not base64");
        }
      }
    }
    return null;
  }

  private static MediaId id(Call call) {
    return call.path("id", MediaId::parse);
  }
}
