package dev.starling.devservices;

import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// The three services, each started when it is first asked for. They are real servers: embedded
/// ones, or containers with `-Dservices=containers`.
public final class Services implements AutoCloseable {

  private static Services shared;

  private final Once<PostgresServer> postgres;
  private final Once<RedisServer> redis;
  private final Once<ElasticsearchServer> elasticsearch;
  private final Consumer<Part> end;
  private final Runnable afterwards;

  private Services(Supply supply, Consumer<Part> end, Runnable afterwards) {
    this.postgres = new Once<>(supply::postgres, PostgresServer::new);
    this.redis = new Once<>(supply::redis, RedisServer::new);
    this.elasticsearch = new Once<>(supply::elasticsearch, ElasticsearchServer::new);
    this.end = end;
    this.afterwards = afterwards;
  }

  /// One set for every test of this JVM; it ends with the JVM. A test that breaks a server takes
  /// its own set instead.
  public static synchronized Services shared() {
    if (shared == null) {
      shared = separate();
      Runtime.getRuntime().addShutdownHook(new Thread(shared::close, "services-close"));
    }
    return shared;
  }

  /// A set of its own, whose data is gone when it is closed.
  public static Services separate() {
    return separate(Supply::chosen);
  }

  /// A set of its own that keeps its data below a directory, which no other set may use meanwhile.
  /// Containers keep theirs until they are closed.
  public static Services in(Path directory) {
    Home home = new Home(directory.toAbsolutePath());
    HomeLock lock = HomeLock.take(home);
    Supply supply = Supply.chosen(home);
    return new Services(supply, supply.keepsData() ? Part::stop : Part::discard, lock::close);
  }

  static Services separate(Function<Home, Supply> supply) {
    Home home = Throwaway.home();
    return new Services(supply.apply(home), Part::discard, () -> Home.delete(home.directory()));
  }

  public PostgresServer postgres() {
    return postgres.get();
  }

  public RedisServer redis() {
    return redis.get();
  }

  public ElasticsearchServer elasticsearch() {
    return elasticsearch.get();
  }

  /// Ends what was started.
  @Override
  public void close() {
    Stream.of(elasticsearch, redis, postgres).parallel().forEach(server -> server.end(end));
    afterwards.run();
  }

  /// A server that starts when it is first wanted.
  private static final class Once<S extends Server> {

    private final Supplier<Part> make;
    private final Function<Part, S> wrap;
    private Part part;
    private S server;

    Once(Supplier<Part> make, Function<Part, S> wrap) {
      this.make = make;
      this.wrap = wrap;
    }

    synchronized S get() {
      if (server == null) {
        part = make.get();
        part.start();
        server = wrap.apply(part);
      }
      return server;
    }

    synchronized void end(Consumer<Part> how) {
      if (part != null) {
        how.accept(part);
      }
    }
  }
}
