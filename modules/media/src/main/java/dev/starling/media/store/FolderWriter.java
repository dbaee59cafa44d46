package dev.starling.media.store;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.CopyOptions;
import io.vertx.core.file.FileSystem;

/// Appends to a file.
final class FolderWriter implements ObjectWriter {

  /// Needs nothing but the place in the file.
  private static final String PROGRESS = "";

  private final FileSystem files;
  private final AsyncFile file;
  private final String part;
  private final String whole;
  private long position;
  private boolean isClosed;

  FolderWriter(FileSystem files, AsyncFile file, String part, String whole, long position) {
    this.files = files;
    this.file = file;
    this.part = part;
    this.whole = whole;
    this.position = position;
  }

  @Override
  public Future<Void> write(Buffer bytes) {
    long at = position;
    position += bytes.length();
    return StoreAway.orFailure(file.write(bytes, at));
  }

  @Override
  public Future<Safe> keep() {
    Safe safe = new Safe(position, PROGRESS);
    return StoreAway.orFailure(file.flush().map(safe));
  }

  @Override
  public Future<Safe> pause() {
    return keep().eventually(this::close);
  }

  @Override
  public Future<Void> complete() {
    return pause()
        .compose(
            safe ->
                StoreAway.orFailure(
                    files.move(part, whole, new CopyOptions().setReplaceExisting(true))));
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
    return file.close();
  }
}
