package dev.starling.devservices;

/// What the servers of this machine may take, and how well they are compiled.
///
/// @param postgresBuffers PostgreSQL's shared_buffers
/// @param postgresWal PostgreSQL's max_wal_size
/// @param elasticsearchJvm JVM flags of Elasticsearch, apart by spaces
record ServerSizes(String postgresBuffers, String postgresWal, String elasticsearchJvm) {

  /// Enough for a test or a laptop.
  static final String POSTGRES_BUFFERS = "128MB";

  /// What a laptop's disk can spare. A large database under load needs more, see `cluster-config`.
  static final String POSTGRES_WAL = "1GB";

  /// Ready soon and small. Its full compiler pays only after minutes of load.
  static final String ELASTICSEARCH_JVM = "-Xmx384m -XX:TieredStopAtLevel=1";

  static final ServerSizes DEFAULTS =
      new ServerSizes(POSTGRES_BUFFERS, POSTGRES_WAL, ELASTICSEARCH_JVM);
}
