package dev.starling.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.starling.search.index.Credentials;
import dev.starling.search.index.ElasticsearchConfig;
import dev.starling.wire.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SearchConfigTest {

  private static final ElasticsearchConfig DEFAULTS = ElasticsearchConfig.DEFAULTS;

  @Test
  void secretsAreNeverPrinted() {
    assertThat(with(new Credentials(new Secret("apikey-secret"), null, null)).toString())
        .doesNotContain("secret")
        .contains("***");
    assertThat(with(new Credentials(null, "starling", new Secret("pass-secret"))).toString())
        .doesNotContain("secret");
    assertThat(SearchConfig.DEFAULTS.toString()).contains("credentials=none");
  }

  @Test
  void credentialsAreOfOneKind() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Credentials(new Secret("key"), "name", new Secret("password")))
        .withMessageContaining("elasticsearch.credentials");
    assertThatIllegalArgumentException().isThrownBy(() -> new Credentials(null, "name", null));
  }

  @Test
  void aBadAddressNamesItselfButNotItsPassword() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULTS.at(URI.create("http://elastic:secret@search:9200")))
        .withMessageContaining("elasticsearch.uris")
        .withMessageNotContaining("secret");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULTS.at(URI.create("search:9200")))
        .withMessageContaining("elasticsearch.uris");
    assertThatIllegalArgumentException()
        .isThrownBy(DEFAULTS::at)
        .withMessageContaining("elasticsearch.uris");
  }

  @Test
  void aBadPrefixNamesItself() {
    for (String prefix : List.of("", "*", "Upper", "-dash", "a,b", "a/b")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> DEFAULTS.withIndexPrefix(prefix))
          .withMessageContaining("elasticsearch.indexPrefix");
    }
  }

  @Test
  void badLimitsNameThemselves() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IndexerConfig.DEFAULTS.withIndexers(-1))
        .withMessageContaining("indexer.indexers");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new QueryConfig(
                    Duration.ofSeconds(2), 65_537, 65_537, 5, 500, 50, 100, 1_000, 100, 1_000))
        .withMessageContaining("query.conversationsPerQueryMax");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new QueryConfig(Duration.ofSeconds(2), 100, 99, 5, 500, 50, 100, 1_000, 100, 1_000))
        .withMessageContaining("query.conversationsMax");
  }

  private static ElasticsearchConfig with(Credentials credentials) {
    return new ElasticsearchConfig(
        DEFAULTS.uris(),
        credentials,
        null,
        DEFAULTS.indexPrefix(),
        DEFAULTS.shards(),
        DEFAULTS.replicas(),
        DEFAULTS.refreshInterval(),
        DEFAULTS.searchTimeout(),
        DEFAULTS.bulkTimeout(),
        null);
  }
}
