package dev.starling.devservices;

import java.util.Map;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;

/// Servers that are containers, for whoever has an engine and wants the images of production.
final class ContainerSupply implements Supply {

  @Override
  public Part postgres() {
    return new ContainerPart(
        EmbeddedPostgres.NAME,
        container("postgres:18")
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
        container("redis:7").withCommand("redis-server", "--appendonly", "yes", "--save", ""),
        6379,
        RedisServer::answers);
  }

  @Override
  public Part elasticsearch() {
    return new ContainerPart(
        EmbeddedElasticsearch.NAME,
        container("docker.elastic.co/elasticsearch/elasticsearch:8.19.21")
            .withEnv(
                Map.of(
                    "discovery.type", "single-node",
                    "xpack.security.enabled", "false",
                    "cluster.routing.allocation.disk.threshold_enabled", "false",
                    "ES_JAVA_OPTS", "-Xms512m -Xmx512m")),
        9200,
        ElasticsearchServer::answers);
  }

  @Override
  public boolean keepsData() {
    return false;
  }

  private static GenericContainer<?> container(String image) {
    if (!DockerClientFactory.instance().isDockerAvailable()) {
      throw new CannotStart(
          "No container engine answers: start one, or leave out -Dservices=containers.");
    }
    return new GenericContainer<>(image);
  }
}
