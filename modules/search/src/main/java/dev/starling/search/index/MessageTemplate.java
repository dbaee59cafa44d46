package dev.starling.search.index;

import co.elastic.clients.elasticsearch._types.mapping.TypeMapping;
import co.elastic.clients.elasticsearch.indices.GetIndexTemplateResponse;
import co.elastic.clients.elasticsearch.indices.IndexSettings;
import co.elastic.clients.elasticsearch.indices.put_index_template.IndexTemplateMapping;
import co.elastic.clients.json.JsonData;
import io.vertx.core.Future;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;

/// The template that every month's index is made from. An index keeps the mapping it was made with;
/// a new version of the template is for the indices made after it.
final class MessageTemplate {

  /// Grows with every change of `message-index.json`.
  static final long VERSION = 1;

  private static final String RESOURCE = "message-index.json";
  private static final Duration WITHIN = Duration.ofSeconds(5);

  /// Above the priorities that Elasticsearch's own templates have.
  private static final long PRIORITY = 500;

  private final Cluster cluster;
  private final ElasticsearchConfig config;
  private volatile boolean isPut;

  MessageTemplate(Cluster cluster, ElasticsearchConfig config) {
    this.cluster = cluster;
    this.config = config;
  }

  /// Puts the template unless a newer release has put a newer one.
  Future<Void> install() {
    return installedVersion()
        .compose(
            installed ->
                installed > VERSION || (installed == VERSION && isPut)
                    ? Future.succeededFuture()
                    : put());
  }

  /// By a pattern, because a name that does not exist is an error. 0 for none.
  private Future<Long> installedVersion() {
    return cluster
        .ask(WITHIN, client -> client.indices().getIndexTemplate(get -> get.name(name() + "*")))
        .map(this::version);
  }

  private long version(GetIndexTemplateResponse found) {
    return found.indexTemplates().stream()
        .filter(item -> item.name().equals(name()))
        .map(item -> item.indexTemplate().version())
        .mapToLong(version -> version == null ? 0 : version)
        .findFirst()
        .orElse(0);
  }

  private Future<Void> put() {
    IndexTemplateMapping file = read();
    IndexSettings settings =
        file.settings()
            .rebuild()
            .numberOfShards(String.valueOf(config.shards()))
            .numberOfReplicas(String.valueOf(config.replicas()))
            .refreshInterval(time -> time.time(config.refreshInterval().toMillis() + "ms"))
            .build();
    TypeMapping mappings = file.mappings().rebuild().meta("version", JsonData.of(VERSION)).build();
    return cluster
        .ask(
            WITHIN,
            client ->
                client
                    .indices()
                    .putIndexTemplate(
                        put ->
                            put.name(name())
                                .indexPatterns(MessageDocument.indicesOf(config.indexPrefix()))
                                .priority(PRIORITY)
                                .version(VERSION)
                                .template(made -> made.settings(settings).mappings(mappings))))
        .onSuccess(done -> isPut = true)
        .mapEmpty();
  }

  private String name() {
    return config.indexPrefix() + "-message";
  }

  private static IndexTemplateMapping read() {
    try (InputStream file = MessageTemplate.class.getResourceAsStream(RESOURCE)) {
      return IndexTemplateMapping.of(template -> template.withJson(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
