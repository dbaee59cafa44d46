package dev.starling.devservices;

import java.util.Map;
import org.testcontainers.containers.GenericContainer;

/// Servers that are containers, for whoever has an engine and wants the images of production.
final class ContainerSupply implements Supply {

  @Override
  public Part postgres() {
    return new ContainerPart(
        EmbeddedPostgres.NAME,
        new GenericContainer<>("postgres:18")
            .withEnv("POSTGRES_USER", PostgresServer.USER)
            .withEnv("POSTGRES_PASSWORD", PostgresServer.PASSWORD)
            .withEnv("POSTGRES_DB", "postgres")
            .withCommand("postgres", "-c", "max_connections=200", "-c", "shared_buffers=128MB"),
        5432,
        PostgresServer::answers);
  }

  @Override
  public Part redis() {
    return new ContainerPart(
        EmbeddedRedis.NAME,
        new GenericContainer<>("redis:7")
            .withCommand("redis-server", "--appendonly", "yes", "--save", ""),
        6379,
        RedisServer::answers);
  }

  @Override
  public Part elasticsearch() {
    return new ContainerPart(
        EmbeddedElasticsearch.NAME,
        new GenericContainer<>("docker.elastic.co/elasticsearch/elasticsearch:8.19.21")
            .withEnv(
                Map.of(
                    "discovery.type", "single-node",
                    "xpack.security.enabled", "false",
                    "cluster.routing.allocation.disk.threshold_enabled", "false",
                    "ES_JAVA_OPTS", "-Xms512m -Xmx512m")),
        9200,
        ElasticsearchServer::answers);
  }
}
