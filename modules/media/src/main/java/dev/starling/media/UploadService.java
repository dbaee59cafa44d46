package dev.starling.media;

import dev.starling.media.store.ObjectStore;
import dev.starling.media.store.ObjectWriter;
import dev.starling.media.store.Safe;
import dev.starling.persistence.media.MediaRepository;
import dev.starling.persistence.media.Upload;
import dev.starling.persistence.media.UploadRepository;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.IdSource;
import dev.starling.wire.MediaId;
import dev.starling.wire.UserId;
import dev.starling.wire.media.Attachment;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The rules of uploads: who may send what, in which pieces, and what becomes of it. May be called
/// from any thread; a stream is taken on the event loop that it belongs to.
public final class UploadService {

  /// How far an upload is.
  ///
  /// @param expiresAt unless somebody goes on with it before; null for one that is finished
  /// @param finished null while something is missing
  public record Reached(
      MediaId id, long size, long received, Instant expiresAt, Attachment finished) {}

  /// What a file comes in may be so much larger than the file.
  private static final long FORM_BYTES_MAX = 64 * 1024;

  /// What every service of a node is given.
  record Base(Vertx vertx, Clock clock, IdSource ids) {}

  private final Base base;
  private final UploadRepository uploads;
  private final MediaRepository media;
  private final ObjectStore store;
  private final Inspection inspection;
  private final Sweep sweep;
  private final MediaConfig config;

  UploadService(
      Base base,
      UploadRepository uploads,
      MediaRepository media,
      ObjectStore store,
      Inspection inspection,
      Sweep sweep,
      MediaConfig config) {
    this.base = base;
    this.uploads = uploads;
    this.media = media;
    this.store = store;
    this.inspection = inspection;
    this.sweep = sweep;
    this.config = config;
  }

  /// The largest file of any kind.
  public long bytesMax() {
    return config.limits().bytesMax();
  }

  /// Begins an upload that may come in pieces.
  ///
  /// @param name as the owner calls the file, or null
  /// @param size of the whole file
  public Future<Reached> begin(UserId owner, String name, long size) {
    if (size < 1) {
      return Future.failedFuture(
          new Failure.Invalid(ErrorCode.BAD_FIELD, "size: " + size + " (expected: at least 1)"));
    }
    if (size > bytesMax()) {
      return Future.failedFuture(tooLarge(size));
    }
    MediaId id = new MediaId(base.ids().next());
    return uploads
        .begin(id, owner, FileName.clean(name), size, config.uploadsMax(), config.storedBytesMax())
        .compose(
            begun ->
                switch (begun) {
                  case BEGUN -> Future.succeededFuture(new Reached(id, size, 0, expiry(), null));
                  case TOO_MANY_OPEN -> Future.failedFuture(tooManyOpen());
                  case TOO_MANY_BYTES -> Future.failedFuture(tooManyBytes());
                  case ID_TAKEN -> begin(owner, name, size); // By another node.
                });
  }

  /// How far it is, also when it is finished.
  public Future<Reached> find(UserId owner, MediaId id) {
    return uploads
        .find(id, owner, config.unfinishedFor())
        .compose(
            found ->
                found
                    .filter(upload -> !upload.busy())
                    .map(upload -> Future.succeededFuture(reached(upload)))
                    .orElseGet(() -> finishedOrNot(owner, id, found)));
  }

  /// Takes the next piece of it.
  ///
  /// @param offset where the piece begins; has to be where the one before ended
  /// @param bytes paused
  public Future<Reached> append(UserId owner, MediaId id, long offset, ReadStream<Buffer> bytes) {
    Sender sender = new Sender(bytes);
    long writer = base.ids().next();
    return claim(owner, id, writer)
        .compose(
            upload -> {
              if (upload.received() != offset) {
                return uploads
                    .release(id, writer)
                    .compose(released -> Future.failedFuture(mismatch(upload, offset)));
              }
              return take(upload, writer, sender);
            });
  }

  /// Takes a file in one piece, which is all or nothing.
  ///
  /// @param sizeMax what it may be at most, as far as is known
  public Future<Attachment> upload(
      UserId owner, String name, long sizeMax, ReadStream<Buffer> bytes) {
    Sender sender = new Sender(bytes);
    long writer = base.ids().next();
    return begin(owner, name, Math.min(sizeMax, bytesMax()))
        .compose(begun -> claim(owner, begun.id(), writer))
        .compose(
            upload ->
                store
                    .write(Keys.of(upload.id()), Safe.NOTHING)
                    .compose(
                        object ->
                            intake(upload, writer, object)
                                .take(sender)
                                .compose(ended -> whole(upload, writer, object, ended)))
                    .recover(cause -> discard(upload.id(), writer, cause)));
  }

  /// Gives an upload up.
  public Future<Void> cancel(UserId owner, MediaId id) {
    long writer = base.ids().next();
    return claim(owner, id, writer)
        .compose(upload -> uploads.giveUp(id, writer))
        .compose(given -> sweep.remove(id));
  }

  private Future<Upload> claim(UserId owner, MediaId id, long writer) {
    return uploads
        .claim(id, owner, config.unfinishedFor(), writer, lease())
        .compose(
            claimed ->
                claimed
                    .map(Future::succeededFuture)
                    .orElseGet(
                        () ->
                            uploads
                                .find(id, owner, config.unfinishedFor())
                                .compose(found -> Future.failedFuture(notThere(id, found)))));
  }

  private Future<Reached> take(Upload upload, long writer, Sender sender) {
    Safe safe = new Safe(upload.received(), upload.progress());
    return store
        .write(Keys.of(upload.id()), safe)
        .recover(cause -> discardOrRelease(upload.id(), writer, cause))
        .compose(
            object ->
                intake(upload, writer, object)
                    .take(sender)
                    .compose(ended -> piece(upload, writer, object, ended)));
  }

  private Intake intake(Upload upload, long writer, ObjectWriter object) {
    return new Intake(
        base.vertx(),
        object,
        upload.received(),
        upload.size(),
        beginning -> inspection.beginning(beginning, upload.size() - FORM_BYTES_MAX),
        safe -> keep(upload.id(), writer, safe),
        config.silentMax());
  }

  /// What became of a piece: the last one, one of several, or one that was cut off, of which
  /// everything that came counts.
  private Future<Reached> piece(
      Upload upload, long writer, ObjectWriter object, Intake.Ended ended) {
    if (isFinal(ended.cause())) {
      return object.abandon().transform(done -> discard(upload.id(), writer, ended.cause()));
    }
    if (ended.received() == upload.size()) {
      return inspection
          .withPlace(() -> finish(upload.id(), writer, object, upload.size()))
          .map(there -> finished(upload.size(), there))
          .recover(
              cause ->
                  object.abandon().transform(done -> discardOrRelease(upload.id(), writer, cause)));
    }
    return object
        .pause()
        .compose(safe -> keep(upload.id(), writer, safe).map(safe))
        .recover(cause -> discardOrRelease(upload.id(), writer, cause))
        .compose(safe -> uploads.release(upload.id(), writer).map(safe))
        .compose(
            safe ->
                ended.cause() == null
                    ? Future.succeededFuture(
                        new Reached(upload.id(), upload.size(), safe.received(), expiry(), null))
                    : Future.failedFuture(ended.cause()));
  }

  private Future<Attachment> whole(
      Upload upload, long writer, ObjectWriter object, Intake.Ended ended) {
    Throwable cause =
        ended.cause() == null && ended.received() == 0
            ? new Failure.Invalid(ErrorCode.BAD_FIELD, "file: empty")
            : ended.cause();
    return cause == null
        ? inspection.withPlace(() -> finish(upload.id(), writer, object, ended.received()))
        : object.abandon().transform(done -> Future.failedFuture(cause));
  }

  /// Everything came: it becomes an object, is looked at, and is there from then on.
  private Future<Attachment> finish(MediaId id, long writer, ObjectWriter object, long size) {
    return object
        .complete()
        .compose(complete -> inspection.whole(id, size))
        .compose(content -> uploads.finish(id, writer, size, content))
        .map(there -> there.orElseThrow(() -> lost(id)).attachment());
  }

  private Future<Void> keep(MediaId id, long writer, Safe safe) {
    return uploads
        .keep(id, writer, safe.received(), safe.progress(), lease())
        .compose(kept -> kept ? Future.succeededFuture() : Future.failedFuture(lost(id)));
  }

  private <T> Future<T> discardOrRelease(MediaId id, long writer, Throwable cause) {
    return isFinal(cause) ? discard(id, writer, cause) : release(id, writer, cause);
  }

  /// Nothing of it is worth keeping. The sweep finds it, should this be interrupted.
  private <T> Future<T> discard(MediaId id, long writer, Throwable cause) {
    return uploads
        .giveUp(id, writer)
        .compose(given -> given ? sweep.remove(id) : Future.succeededFuture())
        .transform(done -> Future.failedFuture(cause));
  }

  private <T> Future<T> release(MediaId id, long writer, Throwable cause) {
    return uploads.release(id, writer).transform(done -> Future.failedFuture(cause));
  }

  /// Whether the same bytes are refused however often they come.
  private static boolean isFinal(Throwable cause) {
    return cause instanceof Failure.Invalid
        || cause instanceof Failure.TooLarge
        || cause instanceof Failure.NotFound;
  }

  private Reached reached(Upload upload) {
    return new Reached(
        upload.id(),
        upload.size(),
        upload.received(),
        upload.touchedAt().plus(config.unfinishedFor()),
        null);
  }

  private Future<Reached> finishedOrNot(UserId owner, MediaId id, Optional<Upload> found) {
    return media
        .owned(owner, List.of(id))
        .compose(
            there ->
                there.isEmpty()
                    ? Future.failedFuture(notThere(id, found))
                    : Future.succeededFuture(
                        finished(there.getFirst().size(), there.getFirst().attachment())));
  }

  private static Reached finished(long size, Attachment there) {
    return new Reached(there.id(), size, size, null, there);
  }

  private Instant expiry() {
    return base.clock().instant().plus(config.unfinishedFor());
  }

  /// Longer than the longest silence, because it is renewed by what comes.
  private Duration lease() {
    return config.silentMax().multipliedBy(2);
  }

  private static Failure notThere(MediaId id, Optional<Upload> found) {
    return found.isPresent()
        ? new Failure.Conflict(
            ErrorCode.UPLOAD_BUSY, "another request is sending " + id + " at this moment")
        : new Failure.NotFound(
            ErrorCode.UPLOAD_NOT_FOUND, "no upload " + id + " of yours, or not any more");
  }

  private static Failure lost(MediaId id) {
    return new Failure.Conflict(
        ErrorCode.UPLOAD_BUSY, "another request has gone on with " + id + " instead");
  }

  private static Failure mismatch(Upload upload, long offset) {
    return new Failure.Conflict(
        ErrorCode.OFFSET_MISMATCH, "offset: " + offset + " (expected: " + upload.received() + ")");
  }

  private Failure tooLarge(long size) {
    return new Failure.TooLarge(
        ErrorCode.MEDIA_TOO_LARGE, "size: " + size + " (at most " + bytesMax() + ")");
  }

  private Failure tooManyOpen() {
    return new Failure.TryLater(
        ErrorCode.TOO_MANY_REQUESTS,
        "you have " + config.uploadsMax() + " uploads under way: finish or delete one",
        Duration.ofSeconds(10));
  }

  private Failure tooManyBytes() {
    return new Failure.TooLarge(
        ErrorCode.MEDIA_QUOTA_EXCEEDED,
        "more than the " + config.storedBytesMax() + " bytes you may keep");
  }
}
