package dev.starling.media;

import dev.starling.media.content.Inspector;
import dev.starling.media.store.FolderStore;
import dev.starling.media.store.ObjectStore;
import dev.starling.media.store.S3Store;
import dev.starling.persistence.Database;
import dev.starling.persistence.media.MediaKeyRepository;
import dev.starling.persistence.media.MediaRepository;
import dev.starling.persistence.media.UploadRepository;
import dev.starling.wire.IdSource;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.function.Supplier;

/// The media module of one node: builds its services and keeps what they need up to date.
public final class Media {

  private final Vertx vertx;
  private final ObjectStore store;
  private final Workers workers;
  private final UrlKeys keys;
  private final UploadService uploads;
  private final MediaService service;
  private final Sweep sweep;
  private final MediaVerticle verticle;
  private String deployment;

  private Media(
      Vertx vertx,
      Database database,
      ObjectStore store,
      MediaConfig config,
      Clock clock,
      SecureRandom random) {
    MediaRepository media = new MediaRepository(database);
    this.vertx = vertx;
    this.store = store;
    this.workers = new Workers(vertx, config.decodersMax(), config.waitingMax());
    this.keys = new UrlKeys(new MediaKeyRepository(database), random, clock, config.urlLifetime());
    MediaUrls urls = new MediaUrls(keys, clock, config.urlLifetime());
    this.sweep = new Sweep(media, store, config);
    this.service = new MediaService(media, store, urls, sweep);
    this.uploads =
        new UploadService(
            new UploadService.Base(vertx, clock, new IdSource(clock, random)),
            new UploadRepository(database),
            media,
            store,
            new Inspection(
                once(() -> new Inspector(config.limits(), config.thumbnailSide())), workers, store),
            sweep,
            config);
    this.verticle =
        new MediaVerticle(
            () -> sweep.run().compose(count -> keys.refresh()), config.sweepEvery(), random);
  }

  /// Nothing happens before [#start].
  public static Media create(
      Vertx vertx, Database database, MediaConfig config, Clock clock, SecureRandom random) {
    ObjectStore store =
        config.s3().endpoint() == null
            ? new FolderStore(vertx, Path.of(config.folder()))
            : new S3Store(vertx, config.s3(), clock);
    return new Media(vertx, database, store, config, clock, random);
  }

  /// Completes when addresses can be signed and verified.
  public Future<Void> start() {
    return keys.refresh()
        .compose(read -> vertx.deployVerticle(verticle))
        .onSuccess(id -> deployment = id)
        .mapEmpty();
  }

  public Future<Void> stop() {
    Future<Void> swept = deployment == null ? Future.succeededFuture() : vertx.undeploy(deployment);
    return swept.eventually(workers::close).eventually(store::close);
  }

  public UploadService uploads() {
    return uploads;
  }

  public MediaService service() {
    return service;
  }

  Sweep sweep() {
    return sweep;
  }

  /// Made when it is first needed: knowing all types there are takes a while to learn.
  private static <T> Supplier<T> once(Supplier<T> make) {
    return new Supplier<>() {
      private T made;

      @Override
      public synchronized T get() {
        if (made == null) {
          made = make.get();
        }
        return made;
      }
    };
  }
}
