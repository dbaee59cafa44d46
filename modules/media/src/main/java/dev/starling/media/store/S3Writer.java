package dev.starling.media.store;

import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import java.security.MessageDigest;

/// Gathers bytes in a file of this machine until they are a part, which then goes to the store.
final class S3Writer implements ObjectWriter {

  private final S3Client client;
  private final String key;
  private final AsyncFile spool;
  private final long partBytes;

  private Safe safe;
  private S3Progress progress;
  private MessageDigest digest = S3Signature.sha256();
  private long spooled;
  private boolean isClosed;

  /// @param spool empty; closed and gone afterwards
  S3Writer(S3Client client, String key, Safe safe, AsyncFile spool, long partBytes) {
    this.client = client;
    this.key = key;
    this.safe = safe;
    this.progress = S3Progress.parse(safe.progress());
    this.spool = spool;
    this.partBytes = partBytes;
  }

  static String slot(String key, int slot) {
    return key + ".rest" + slot;
  }

  /// How many bytes are in no part yet.
  long rest() {
    return safe.received() - partBytes * progress.tags().size();
  }

  /// Takes back what was left over.
  Future<Void> spool(Buffer bytes) {
    digest.update(bytes.getBytes());
    long at = spooled;
    spooled += bytes.length();
    return spool.write(bytes, at);
  }

  @Override
  public Future<Void> write(Buffer bytes) {
    return orFailure(writeParts(bytes));
  }

  @Override
  public Future<Safe> keep() {
    return Future.succeededFuture(safe);
  }

  @Override
  public Future<Safe> pause() {
    long received = partBytes * progress.tags().size() + spooled;
    S3Progress paused = progress.withOtherSlot();
    Future<Void> kept =
        spooled == 0
            ? Future.succeededFuture()
            : client.put(slot(key, paused.slot()), spool, spooled, hash());
    return orFailure(kept.map(done -> new Safe(received, paused.text())).eventually(this::close));
  }

  @Override
  public Future<Void> complete() {
    Future<Void> whole =
        progress.uploadId() == null
            ? client.put(key, spool, spooled, hash())
            : lastPart()
                .compose(done -> client.completeParts(key, progress.uploadId(), progress.tags()));
    return orFailure(whole.eventually(this::close));
  }

  @Override
  public Future<Void> abandon() {
    return close();
  }

  private Future<Void> close() {
    if (isClosed) {
      return Future.succeededFuture();
    }
    isClosed = true;
    return spool.close();
  }

  private Future<Void> writeParts(Buffer bytes) {
    long room = partBytes - spooled;
    if (bytes.length() < room) {
      return spool(bytes);
    }
    int split = (int) room;
    return spool(bytes.slice(0, split))
        .compose(filled -> part())
        .compose(
            kept ->
                split == bytes.length()
                    ? Future.succeededFuture()
                    : writeParts(bytes.slice(split, bytes.length())));
  }

  private Future<Void> lastPart() {
    return spooled == 0 ? Future.succeededFuture() : part();
  }

  private Future<Void> part() {
    Future<String> id =
        progress.uploadId() == null
            ? client.beginParts(key).onSuccess(begun -> progress = progress.begun(begun))
            : Future.succeededFuture(progress.uploadId());
    return id.compose(
            upload ->
                client.putPart(key, upload, progress.tags().size() + 1, spool, spooled, hash()))
        .map(
            tag -> {
              progress = progress.with(tag);
              safe = new Safe(safe(progress), progress.text());
              spooled = 0;
              digest = S3Signature.sha256();
              return null;
            });
  }

  private long safe(S3Progress reached) {
    return Math.max(safe.received(), partBytes * reached.tags().size());
  }

  /// A multipart upload the store does not know any more cannot be gone on with.
  private <T> Future<T> orFailure(Future<T> result) {
    return StoreAway.orFailure(
        result.recover(
            cause ->
                Future.failedFuture(
                    S3Refusal.isNotFound(cause)
                        ? new Failure.NotFound(
                            ErrorCode.UPLOAD_NOT_FOUND,
                            "what came before of " + key + " is not in the store")
                        : cause)));
  }

  private String hash() {
    return S3Signature.hex(digest.digest());
  }
}
