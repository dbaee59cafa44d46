package dev.starling.devservices;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A PostgreSQL as small as a test wants it and as durable as production: with fsync, with
/// passwords, in UTF-8.
final class EmbeddedPostgres implements Recipe {

  static final String NAME = "PostgreSQL";

  private final Home home;
  private final int port;
  private final Unprivileged user;
  private final ServerSizes sizes;

  EmbeddedPostgres(Home home, int port, Unprivileged user, ServerSizes sizes) {
    this.home = home;
    this.port = port;
    this.user = user;
    this.sizes = sizes;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public void prepare() throws IOException {
    if (Files.exists(cluster().resolve("PG_VERSION"))) {
      return;
    }
    Home.delete(data());
    Home.create(data());
    Path password = Files.writeString(data().resolve("password"), PostgresServer.PASSWORD);
    user.own(data());
    Commands.Outcome initdb =
        Commands.run(
            program(
                "initdb",
                List.of(
                    "--pgdata=" + data().resolve("unfinished"),
                    "--username=" + PostgresServer.USER,
                    "--pwfile=" + password,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    // The same order and the same lower case on every operating system.
                    "--locale=C",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8")),
            InputStream.nullInputStream());
    if (!initdb.succeeded()) {
      throw new IOException("initdb said: " + initdb.output());
    }
    Files.move(data().resolve("unfinished"), cluster());
  }

  @Override
  public Command command() {
    return new Command(
        program(
            "postgres",
            settings(
                "listen_addresses=127.0.0.1",
                "port=" + port,
                "unix_socket_directories=",
                "max_connections=200",
                "shared_buffers=" + sizes.postgresBuffers(),
                "max_wal_size=" + sizes.postgresWal(),
                "fsync=on",
                "synchronous_commit=on",
                "timezone=UTC",
                "log_timezone=UTC")),
        // On macOS it refuses to start under a locale that the system has to look up.
        Map.of("LC_ALL", "C"),
        home.log("postgres"),
        // A fast shutdown: sessions are ended, nothing that was committed is lost.
        "INT",
        Duration.ofSeconds(20));
  }

  /// An immediate shutdown. It writes no last checkpoint, which takes half a minute on a busy disk,
  /// but gives back its shared memory, which a `kill -9` would leave behind.
  @Override
  public String discardSignal() {
    return "QUIT";
  }

  /// The server notes its state in the eighth line of its pid file, below whose file it is.
  @Override
  public boolean isReady(long pid) throws IOException {
    List<String> lines = Files.readAllLines(cluster().resolve("postmaster.pid"));
    return lines.size() >= 8
        && lines.getFirst().equals(Long.toString(pid))
        && lines.get(7).strip().equals("ready");
  }

  private Path data() {
    return home.data("postgres");
  }

  private Path cluster() {
    return data().resolve("cluster");
  }

  private List<String> settings(String... settings) {
    List<String> words = new ArrayList<>(List.of("-D", cluster().toString()));
    Stream.of(settings).forEach(setting -> words.addAll(List.of("-c", setting)));
    return words;
  }

  private List<String> program(String name, List<String> arguments) {
    List<String> words = new ArrayList<>(user.prefix());
    words.add(Binaries.forThisMachine().postgres().resolve("bin").resolve(name).toString());
    words.addAll(arguments);
    return words;
  }
}
