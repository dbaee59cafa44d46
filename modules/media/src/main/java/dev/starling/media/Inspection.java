package dev.starling.media;

import dev.starling.media.content.Inspector;
import dev.starling.media.store.ObjectStore;
import dev.starling.persistence.media.Content;
import dev.starling.wire.MediaId;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.function.Supplier;

/// Has files looked at by the workers.
///
/// @param inspector made by whoever asks first, on a worker
record Inspection(Supplier<Inspector> inspector, Workers workers, ObjectStore store) {

  /// Fails when what begins like this may not become so large.
  Future<Void> beginning(Buffer bytes, long size) {
    return workers.work(
        () -> {
          inspector.get().checkBeginning(bytes.getBytes(), size);
          return null;
        });
  }

  /// Does something that ends with [#whole], when there is a place in the queue for that.
  <T> Future<T> withPlace(Supplier<Future<T>> action) {
    return workers.withPlace(action);
  }

  /// Looks at an object, keeps it without what it need not say, and a thumbnail beside it where
  /// there is one.
  Future<Content> whole(MediaId id, long size) {
    return store
        .withFile(Keys.of(id), file -> workers.work(() -> inspector.get().inspect(file, size)))
        .compose(
            found ->
                keep(Keys.of(id), found.kept())
                    .compose(kept -> keep(Keys.thumbnail(id), found.thumbnail()))
                    .map(found.content()));
  }

  private Future<Void> keep(String key, Buffer bytes) {
    return bytes == null ? Future.succeededFuture() : store.put(key, bytes);
  }
}
