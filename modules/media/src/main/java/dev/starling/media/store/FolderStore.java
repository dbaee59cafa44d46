package dev.starling.media.store;

import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.CopyOptions;
import io.vertx.core.file.FileSystem;
import io.vertx.core.file.OpenOptions;
import java.nio.file.Path;
import java.util.function.Function;

/// Keeps objects as files of a folder, which all nodes of a cluster have to share. An object that
/// is not whole has another name than one that is.
public final class FolderStore implements ObjectStore {

  private static final String PART = ".part";
  private static final String NEW = ".new";

  private final FileSystem files;
  private final Path folder;

  /// The folder is made when it is needed.
  public FolderStore(Vertx vertx, Path folder) {
    this.files = vertx.fileSystem();
    this.folder = folder.toAbsolutePath();
  }

  @Override
  public Future<ObjectWriter> write(String key, Safe safe) {
    String part = path(key) + PART;
    return away(
        files
            .mkdirs(parent(key))
            .compose(made -> reopen(key, part))
            .compose(there -> files.open(part, new OpenOptions().setCreate(true).setRead(false)))
            .compose(
                file ->
                    file.size()
                        .compose(
                            size ->
                                size < safe.received()
                                    ? file.close().compose(closed -> lost(key))
                                    : Future.succeededFuture(
                                        new FolderWriter(
                                            files, file, part, path(key), safe.received())))));
  }

  @Override
  public Future<Void> put(String key, Buffer bytes) {
    String fresh = path(key) + NEW;
    return away(
        files
            .mkdirs(parent(key))
            .compose(made -> files.writeFile(fresh, bytes))
            .compose(written -> files.move(fresh, path(key), replacing())));
  }

  @Override
  public Future<Source> open(String key, Wanted wanted) {
    return files
        .exists(path(key))
        .compose(
            there ->
                there
                    ? Future.succeededFuture(new Source.LocalFile(path(key)))
                    : Future.failedFuture(
                        new Failure.NotFound(ErrorCode.MEDIA_NOT_FOUND, "no such file any more")));
  }

  @Override
  public <T> Future<T> withFile(String key, Function<Path, Future<T>> work) {
    return work.apply(Path.of(path(key)));
  }

  @Override
  public Future<Void> remove(String key) {
    return away(
        removeFile(path(key) + PART)
            .compose(removed -> removeFile(path(key) + NEW))
            .compose(removed -> removeFile(path(key))));
  }

  @Override
  public Future<Void> close() {
    return Future.succeededFuture();
  }

  /// What was made whole, and not written down as that, is in pieces again.
  private Future<Void> reopen(String key, String part) {
    return files
        .exists(part)
        .compose(there -> there ? Future.succeededFuture(false) : files.exists(path(key)))
        .compose(whole -> whole ? files.move(path(key), part) : Future.<Void>succeededFuture(null));
  }

  private Future<Void> removeFile(String path) {
    return files
        .exists(path)
        .compose(there -> there ? files.delete(path) : Future.succeededFuture());
  }

  /// The last characters of an id are the ones that differ, so folders fill evenly.
  private String parent(String key) {
    String id = key.indexOf('.') < 0 ? key : key.substring(0, key.indexOf('.'));
    return folder.resolve(id.substring(Math.max(0, id.length() - 2))).toString();
  }

  private String path(String key) {
    return Path.of(parent(key), key).toString();
  }

  private static CopyOptions replacing() {
    return new CopyOptions().setReplaceExisting(true);
  }

  private static <T> Future<T> lost(String key) {
    return Future.failedFuture(
        new Failure.NotFound(
            ErrorCode.UPLOAD_NOT_FOUND, "what came before of " + key + " is not in the store"));
  }

  static <T> Future<T> away(Future<T> result) {
    return StoreAway.orFailure(result);
  }
}
