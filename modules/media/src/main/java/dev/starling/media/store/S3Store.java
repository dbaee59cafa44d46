package dev.starling.media.store;

import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpClientResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Function;
import java.util.stream.Stream;

/// Keeps objects in a bucket. What comes in goes there part by part, and what is not a part yet as
/// an object of its own when the client goes away, so that it can come back to another node.
public final class S3Store implements ObjectStore {

  /// S3 takes parts of 5 MiB and more, 10,000 of them.
  private static final long PART_BYTES = 8L * 1024 * 1024;

  private final Vertx vertx;
  private final S3Config config;
  private final S3Client client;

  public S3Store(Vertx vertx, S3Config config, Clock clock) {
    this.vertx = vertx;
    this.config = config;
    this.client = new S3Client(vertx, config, clock);
  }

  @Override
  public Future<ObjectWriter> write(String key, Safe safe) {
    return StoreAway.orFailure(
        spoolFile()
            .map(spool -> new S3Writer(client, key, safe, spool, PART_BYTES))
            .compose(writer -> takeBack(key, safe, writer)));
  }

  @Override
  public Future<Void> put(String key, Buffer bytes) {
    return StoreAway.orFailure(client.put(key, bytes));
  }

  @Override
  public Future<Source> open(String key, Wanted wanted) {
    if (config.redirect()) {
      return Future.succeededFuture(new Source.Elsewhere(client.presigned(key, wanted)));
    }
    if (wanted.length() == 0) {
      return Future.failedFuture(new IllegalStateException("nothing is wanted of " + key));
    }
    return orNotFound(client.get(key, wanted.from(), wanted.length())).map(Source.Bytes::new);
  }

  @Override
  public <T> Future<T> withFile(String key, Function<Path, Future<T>> work) {
    return vertx
        .fileSystem()
        .createTempFile("starling-media", null)
        .compose(
            path ->
                StoreAway.orFailure(fetch(key, path))
                    .compose(fetched -> work.apply(Path.of(path)))
                    .eventually(() -> vertx.fileSystem().delete(path)));
  }

  @Override
  public Future<Void> remove(String key) {
    return StoreAway.orFailure(
        client
            .abortParts(key)
            .compose(
                aborted ->
                    Future.all(
                        Stream.of(key, S3Writer.slot(key, 0), S3Writer.slot(key, 1))
                            .map(client::delete)
                            .toList()))
            .mapEmpty());
  }

  @Override
  public Future<Void> close() {
    return client.close();
  }

  private Future<ObjectWriter> takeBack(String key, Safe safe, S3Writer writer) {
    if (writer.rest() == 0) {
      return Future.succeededFuture(writer);
    }
    int slot = S3Progress.parse(safe.progress()).slot();
    return orNotFound(client.get(S3Writer.slot(key, slot)))
        .compose(
            response -> {
              Future<Buffer> rest = response.body();
              response.resume();
              return rest;
            })
        .compose(
            rest ->
                rest.length() == writer.rest()
                    ? writer.spool(rest)
                    : Future.failedFuture(
                        new IllegalStateException("the rest of " + key + " is not whole")))
        .map(writer);
  }

  private Future<AsyncFile> spoolFile() {
    return vertx
        .fileSystem()
        .createTempFile("starling-upload", null)
        .compose(path -> vertx.fileSystem().open(path, new OpenOptions().setDeleteOnClose(true)));
  }

  private Future<Void> fetch(String key, String path) {
    return orNotFound(client.get(key))
        .compose(
            response -> vertx.fileSystem().open(path, new OpenOptions()).compose(response::pipeTo));
  }

  private static Future<HttpClientResponse> orNotFound(Future<HttpClientResponse> answer) {
    return StoreAway.orFailure(
        answer.recover(
            cause ->
                Future.failedFuture(
                    S3Refusal.isNotFound(cause)
                        ? new Failure.NotFound(ErrorCode.MEDIA_NOT_FOUND, "no such file any more")
                        : cause)));
  }
}
