package dev.starling.devservices;

import java.util.List;
import java.util.Map;

/// The three services that Starling's nodes need, on their usual ports if those are free.
final class Backing {

  private static final String DATABASE = "starling";

  private final ProcessPart postgres;
  private final ProcessPart redis;
  private final ProcessPart elasticsearch;

  Backing(EmbeddedSupply supply) {
    this.postgres = supply.postgres();
    this.redis = supply.redis();
    this.elasticsearch = supply.elasticsearch();
  }

  List<ProcessPart> parts() {
    return List.of(postgres, redis, elasticsearch);
  }

  /// To be called once PostgreSQL runs: makes the nodes' database if it is not there yet.
  Addresses addresses() {
    return new Addresses(
        new Address(postgres, new PostgresServer(postgres).database(DATABASE).uri().toString()),
        new Address(redis, new RedisServer(redis).uri().toString()),
        new Address(elasticsearch, new ElasticsearchServer(elasticsearch).uri().toString()));
  }

  /// Where one service is.
  record Address(ProcessPart part, String uri) {}

  /// Where they all are.
  record Addresses(Address postgres, Address redis, Address elasticsearch) {

    List<Address> all() {
      return List.of(postgres, redis, elasticsearch);
    }

    /// What a node must be told.
    Map<String, String> environment() {
      return Map.of(
          "STARLING_POSTGRES_URI", postgres.uri(),
          "STARLING_REDIS_URIS", redis.uri(),
          "STARLING_ELASTICSEARCH_URIS", elasticsearch.uri());
    }
  }
}
