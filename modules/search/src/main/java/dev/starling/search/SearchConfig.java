package dev.starling.search;

import dev.starling.search.index.ElasticsearchConfig;

/// Everything about search that an operator may want to change.
public record SearchConfig(
    ElasticsearchConfig elasticsearch, IndexerConfig indexer, QueryConfig query) {

  public static final SearchConfig DEFAULTS =
      new SearchConfig(ElasticsearchConfig.DEFAULTS, IndexerConfig.DEFAULTS, QueryConfig.DEFAULTS);

  public SearchConfig with(ElasticsearchConfig elasticsearch) {
    return new SearchConfig(elasticsearch, indexer, query);
  }

  public SearchConfig with(IndexerConfig indexer) {
    return new SearchConfig(elasticsearch, indexer, query);
  }

  public SearchConfig with(QueryConfig query) {
    return new SearchConfig(elasticsearch, indexer, query);
  }
}
