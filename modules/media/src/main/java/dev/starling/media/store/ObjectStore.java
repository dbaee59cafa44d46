package dev.starling.media.store;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.nio.file.Path;
import java.util.function.Function;

/// Keeps objects under keys. Safe for use by any thread.
public interface ObjectStore {

  /// Goes on with an object that comes in pieces.
  ///
  /// @param safe as the writer before said, [Safe#NOTHING] for the first
  Future<ObjectWriter> write(String key, Safe safe);

  /// Keeps a small object as a whole.
  Future<Void> put(String key, Buffer bytes);

  /// Fails with [dev.starling.wire.Failure.NotFound] when there is no such object.
  Future<Source> open(String key, Wanted wanted);

  /// Does something with an object as a file of this machine, which may be gone afterwards.
  <T> Future<T> withFile(String key, Function<Path, Future<T>> work);

  /// Removes whatever there is of an object, or of its pieces, and succeeds when there is nothing.
  Future<Void> remove(String key);

  Future<Void> close();
}
