package dev.starling.media.store;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

/// Writes the pieces of one object. One call at a time; ends with one of the last three, and may be
/// abandoned after any.
public interface ObjectWriter {

  /// Completes when it can take more.
  Future<Void> write(Buffer bytes);

  /// Makes as much safe as costs little.
  Future<Safe> keep();

  /// Makes everything safe, for another writer to go on.
  Future<Safe> pause();

  /// Makes an object of everything that was written.
  Future<Void> complete();

  /// Leaves it as it was when it was last safe.
  Future<Void> abandon();
}
