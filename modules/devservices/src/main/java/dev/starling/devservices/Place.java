package dev.starling.devservices;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/// The options that say where a run keeps its things.
final class Place {

  @Option(names = "--fresh", description = "Forget all data first.")
  private boolean fresh;

  @Option(
      names = "--directory",
      paramLabel = "DIR",
      description = "Where data and logs are kept (default: .starling in the repository).")
  private Path directory;

  @Option(
      names = "--status-file",
      paramLabel = "FILE",
      description = "Write processes and addresses to this file, as JSON, once all is ready.")
  private Path statusFile;

  @Option(
      names = "--postgres-buffers",
      paramLabel = "SIZE",
      defaultValue = ServerSizes.POSTGRES_BUFFERS,
      description =
          "PostgreSQL's shared_buffers; in production a quarter of the memory (default:"
              + " ${DEFAULT-VALUE}).")
  private String postgresBuffers;

  @Option(
      names = "--postgres-wal",
      paramLabel = "SIZE",
      defaultValue = ServerSizes.POSTGRES_WAL,
      description =
          "PostgreSQL's max_wal_size; in production what it writes in ten minutes (default:"
              + " ${DEFAULT-VALUE}).")
  private String postgresWal;

  @Option(
      names = "--elasticsearch-jvm",
      paramLabel = "FLAGS",
      defaultValue = ServerSizes.ELASTICSEARCH_JVM,
      description =
          "JVM flags of Elasticsearch; -Xmx1g and the full compiler for long loads (default:"
              + " ${DEFAULT-VALUE}).")
  private String elasticsearchJvm;

  ServerSizes sizes() {
    return new ServerSizes(postgresBuffers, postgresWal, elasticsearchJvm);
  }

  Home home() {
    Path chosen = directory == null ? Repository.root().resolve(".starling") : directory;
    return new Home(chosen.toAbsolutePath().normalize());
  }

  /// To be called with the home locked: nothing runs on what is deleted here.
  void tidy(Home home) {
    home.wipeLogs();
    if (fresh) {
      home.wipeData();
    }
    if (statusFile != null) {
      new StatusFile(statusFile.toAbsolutePath()).clear();
    }
  }

  void tell(Backing.Addresses services, List<ProcessPart> nodes) {
    if (statusFile != null) {
      new StatusFile(statusFile.toAbsolutePath()).write(services, nodes);
    }
  }
}
