package dev.starling.search.index;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/// Where Elasticsearch is and what Starling makes there.
///
/// @param uris its nodes, `http://host:port` or `https://host:port`
/// @param caFile a PEM file with the authority that signed their certificates, null for the usual
///   ones
/// @param indexPrefix what the names of indices begin with
/// @param shards primary shards of a month's index: 30–50 GB each is a good size
/// @param replicas copies of each shard
/// @param refreshInterval how long an indexed message may not be found yet
/// @param searchTimeout after this a search is given up
/// @param bulkTimeout after this a write is given up, and tried again later
/// @param lifecyclePolicy the policy that months' indices follow (ILM), by its name; null for none
public record ElasticsearchConfig(
    List<URI> uris,
    Credentials credentials,
    String caFile,
    String indexPrefix,
    int shards,
    int replicas,
    Duration refreshInterval,
    Duration searchTimeout,
    Duration bulkTimeout,
    String lifecyclePolicy) {

  private static final Duration REFRESH_INTERVAL_MAX = Duration.ofSeconds(30);

  public static final ElasticsearchConfig DEFAULTS =
      new ElasticsearchConfig(
          List.of(URI.create("http://127.0.0.1:9200")),
          Credentials.NONE,
          null,
          "starling",
          1,
          1,
          Duration.ofSeconds(1),
          Duration.ofMillis(1500),
          Duration.ofSeconds(10),
          null);

  public ElasticsearchConfig {
    uris = List.copyOf(uris);
    if (uris.isEmpty()) {
      throw new IllegalArgumentException("elasticsearch.uris: none (expected: at least one)");
    }
    for (URI uri : uris) {
      if (uri.getHost() == null || !List.of("http", "https").contains(uri.getScheme())) {
        throw new IllegalArgumentException(
            "elasticsearch.uris: " + uri.getHost() + " (expected: http[s]://host:port)");
      }
      if (uri.getPath() != null && !List.of("", "/").contains(uri.getPath())) {
        throw new IllegalArgumentException(
            "elasticsearch.uris: " + uri.getPath() + " (expected: no path)");
      }
      if (uri.getUserInfo() != null) {
        throw new IllegalArgumentException(
            "elasticsearch.uris: " + uri.getHost() + " (expected: credentials in credentials)");
      }
    }
    if (!indexPrefix.matches("[a-z0-9][a-z0-9_-]{0,63}")) {
      throw new IllegalArgumentException(
          "elasticsearch.indexPrefix: " + indexPrefix + " (expected: a-z, 0-9, - and _)");
    }
    if (shards < 1 || shards > 1_024) {
      throw new IllegalArgumentException(
          "elasticsearch.shards: " + shards + " (expected: 1 to 1024)");
    }
    if (replicas < 0) {
      throw new IllegalArgumentException(
          "elasticsearch.replicas: " + replicas + " (expected: at least 0)");
    }
    if (!refreshInterval.isPositive() || refreshInterval.compareTo(REFRESH_INTERVAL_MAX) > 0) {
      throw new IllegalArgumentException(
          "elasticsearch.refreshInterval: " + refreshInterval + " (expected: up to 30 s)");
    }
  }

  public ElasticsearchConfig at(URI... uris) {
    return new ElasticsearchConfig(
        List.of(uris),
        credentials,
        caFile,
        indexPrefix,
        shards,
        replicas,
        refreshInterval,
        searchTimeout,
        bulkTimeout,
        lifecyclePolicy);
  }

  public ElasticsearchConfig withIndexPrefix(String prefix) {
    return new ElasticsearchConfig(
        uris,
        credentials,
        caFile,
        prefix,
        shards,
        replicas,
        refreshInterval,
        searchTimeout,
        bulkTimeout,
        lifecyclePolicy);
  }
}
