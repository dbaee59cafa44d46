package dev.starling.media;

import dev.starling.devservices.Services;
import dev.starling.media.store.S3Config;
import dev.starling.persistence.Database;
import dev.starling.persistence.PostgresConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.streams.ReadStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// A database, a folder of one's own, and nodes that keep files.
final class World implements AutoCloseable {

  static final Duration NEVER = Duration.ofDays(1_000);

  final Vertx vertx = Vertx.vertx();
  final Database database;
  final Path folder;
  private final List<Media> nodes = new ArrayList<>();

  World(Path folder) {
    String postgres = Services.shared().postgres().newDatabase().uri().toString();
    this.database = Database.open(vertx, PostgresConfig.DEFAULTS.at(postgres)).await();
    this.folder = folder;
  }

  Media node(MediaConfig config) {
    Media node = Media.create(vertx, database, config, Clock.systemUTC(), new SecureRandom());
    node.start().await();
    nodes.add(node);
    return node;
  }

  /// Nothing is swept unless the test says so.
  static MediaConfig config(Path kept, S3Config s3, Duration unfinished, Duration unreferenced) {
    MediaConfig defaults = MediaConfig.DEFAULTS;
    return new MediaConfig(
        kept.toString(),
        s3,
        defaults.pictureBytesMax(),
        defaults.videoBytesMax(),
        defaults.audioBytesMax(),
        defaults.fileBytesMax(),
        defaults.pictureSideMax(),
        defaults.picturePixelsMax(),
        100L * 1024 * 1024,
        3,
        64,
        2,
        100,
        Duration.ofSeconds(2),
        unfinished,
        unreferenced,
        Duration.ofHours(1),
        NEVER);
  }

  /// A client that sends these bytes, as much as is asked for.
  ReadStream<Buffer> stream(byte[] bytes) {
    try {
      Path file = Files.write(folder.resolve(UUID.randomUUID() + ".sent"), bytes);
      return vertx
          .fileSystem()
          .open(file.toString(), new OpenOptions().setDeleteOnClose(true))
          .await()
          .pause();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  void run(String sql, Object... parameters) {
    database.run(sql, parameters).await();
  }

  long rows() {
    return database
        .run("select count(*) from media")
        .map(rows -> rows.iterator().next().getLong(0))
        .await();
  }

  @Override
  public void close() {
    Future.join(nodes.stream().map(Media::stop).toList()).await();
    database.close().await();
    vertx.close().await();
  }
}
