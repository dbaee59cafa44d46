package dev.starling.search.index;

import co.elastic.clients.elasticsearch.indices.update_aliases.Action;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Which indices are asked, and which are there at all.
final class IndexAliases {

  private static final Duration WITHIN = Duration.ofSeconds(10);

  private final Cluster cluster;
  private final IndexNames names;

  IndexAliases(Cluster cluster, IndexNames names) {
    this.cluster = cluster;
    this.names = names;
  }

  /// In one step, so that no search finds nothing or everything twice. Indices that a generation
  /// has not got yet get the alias from its template.
  Future<Void> move(int generation) {
    return indices(names.all())
        .compose(
            all -> {
              List<Action> actions = new ArrayList<>();
              for (String index : all) {
                actions.add(
                    index.startsWith(names.template(generation) + "-")
                        ? add(index)
                        : remove(index));
              }
              return actions.isEmpty()
                  ? Future.succeededFuture()
                  : cluster
                      .ask(
                          WITHIN,
                          client -> client.indices().updateAliases(of -> of.actions(actions)))
                      .mapEmpty();
            });
  }

  Future<Void> drop(int generation) {
    return indices(names.all(generation))
        .compose(
            all ->
                all.isEmpty()
                    ? Future.succeededFuture()
                    : cluster
                        .ask(
                            WITHIN,
                            client ->
                                client
                                    .indices()
                                    .delete(of -> of.index(all).ignoreUnavailable(true)))
                        .mapEmpty());
  }

  private Future<List<String>> indices(String pattern) {
    return cluster
        .ask(WITHIN, client -> client.indices().get(of -> of.index(pattern)))
        .map(found -> found.result().keySet().stream().sorted().toList());
  }

  private Action add(String index) {
    return Action.of(action -> action.add(add -> add.index(index).alias(names.alias())));
  }

  private Action remove(String index) {
    return Action.of(
        action -> action.remove(gone -> gone.index(index).alias(names.alias()).mustExist(false)));
  }
}
