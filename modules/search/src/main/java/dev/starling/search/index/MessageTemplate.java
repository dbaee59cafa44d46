package dev.starling.search.index;

import co.elastic.clients.elasticsearch._types.mapping.TypeMapping;
import co.elastic.clients.elasticsearch.indices.IndexSettings;
import co.elastic.clients.elasticsearch.indices.put_index_template.IndexTemplateMapping;
import co.elastic.clients.json.JsonData;
import io.vertx.core.Future;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The templates that every month's index is made from, one for each generation. An index keeps the
/// mapping it was made with; another mapping is another generation.
final class MessageTemplate {

  private static final String RESOURCE = "message-index.json";
  private static final Duration WITHIN = Duration.ofSeconds(5);

  /// Above the priorities that Elasticsearch's own templates have, and that of the first release.
  private static final long PRIORITY = 510;

  private final Cluster cluster;
  private final ElasticsearchConfig config;
  private final IndexNames names;

  /// Generations whose templates this node has put, with the settings that it has.
  private final Set<Integer> put = ConcurrentHashMap.newKeySet();

  MessageTemplate(Cluster cluster, ElasticsearchConfig config) {
    this.cluster = cluster;
    this.config = config;
    this.names = new IndexNames(config.indexPrefix());
  }

  /// Puts the template unless it is there as this node has put it.
  Future<Void> install(int generation, boolean isAsked) {
    return isThere(generation)
        .compose(
            there ->
                there && put.contains(generation)
                    ? Future.succeededFuture()
                    : put(generation, isAsked));
  }

  /// Like [#install], but believes what it knows.
  Future<Void> ensure(int generation, boolean isAsked) {
    return put.contains(generation) ? Future.succeededFuture() : put(generation, isAsked);
  }

  /// By a pattern, because a name that does not exist is an error.
  private Future<Boolean> isThere(int generation) {
    String name = names.template(generation);
    return cluster
        .ask(WITHIN, client -> client.indices().getIndexTemplate(get -> get.name(name + "*")))
        .map(found -> found.indexTemplates().stream().anyMatch(item -> item.name().equals(name)));
  }

  /// @param isAsked whether indices that are made from now on are among those that are asked
  Future<Void> put(int generation, boolean isAsked) {
    IndexTemplateMapping file = read();
    IndexSettings settings = settings(file);
    TypeMapping mappings =
        file.mappings().rebuild().meta("version", JsonData.of(MessageIndex.MAPPING)).build();
    return cluster
        .ask(
            WITHIN,
            client ->
                client
                    .indices()
                    .putIndexTemplate(
                        template ->
                            template
                                .name(names.template(generation))
                                .indexPatterns(names.all(generation))
                                .priority(PRIORITY)
                                .version((long) MessageIndex.MAPPING)
                                .template(
                                    made -> {
                                      if (isAsked) {
                                        made.aliases(names.alias(), alias -> alias);
                                      }
                                      return made.settings(settings).mappings(mappings);
                                    })))
        .onSuccess(done -> put.add(generation))
        .mapEmpty();
  }

  private IndexSettings settings(IndexTemplateMapping file) {
    IndexSettings.Builder settings =
        file.settings()
            .rebuild()
            .numberOfShards(String.valueOf(config.shards()))
            .numberOfReplicas(String.valueOf(config.replicas()))
            .refreshInterval(time -> time.time(config.refreshInterval().toMillis() + "ms"));
    if (config.lifecyclePolicy() != null) {
      settings.lifecycle(lifecycle -> lifecycle.name(config.lifecyclePolicy()));
    }
    return settings.build();
  }

  Future<Void> remove(int generation) {
    put.remove(generation);
    return isThere(generation)
        .compose(
            there ->
                there
                    ? cluster
                        .ask(
                            WITHIN,
                            client ->
                                client
                                    .indices()
                                    .deleteIndexTemplate(
                                        delete -> delete.name(names.template(generation))))
                        .mapEmpty()
                    : Future.succeededFuture());
  }

  private static IndexTemplateMapping read() {
    try (InputStream file = MessageTemplate.class.getResourceAsStream(RESOURCE)) {
      return IndexTemplateMapping.of(template -> template.withJson(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
