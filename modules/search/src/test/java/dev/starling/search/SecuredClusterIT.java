package dev.starling.search;

import static dev.starling.search.World.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starling.devservices.Services;
import dev.starling.search.index.Credentials;
import dev.starling.search.index.ElasticsearchConfig;
import dev.starling.wire.ConversationId;
import dev.starling.wire.Failure;
import dev.starling.wire.Secret;
import dev.starling.wire.UserId;
import dev.starling.wire.search.IndexGeneration.State;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// Against a cluster with security on, for whoever has one: what is started here has none. Its
/// address, its authority and an API key with the privileges that the README names, but for indices
/// `test-*`, are given as system properties:
///
/// `-Dsecured.uri=https://localhost:9200 -Dsecured.ca=ca.pem -Dsecured.key=…`
@EnabledIfSystemProperty(named = "secured.uri", matches = "https://.*")
class SecuredClusterIT {

  private static final String CA = System.getProperty("secured.ca");
  private static final Secret KEY = new Secret(System.getProperty("secured.key", ""));

  private World world;
  private UserId alice;
  private ConversationId group;

  @BeforeEach
  void open() {
    world = new World(Services.shared());
    alice = world.person();
    group = world.group(alice, world.person());
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void everythingIsDoneWithThesePrivileges() {
    Search search = world.search(world.config.with(cluster(KEY, CA)));
    Await.until(() -> Await.get(search.ready()));

    long seq = world.say(alice, group, "the heron stands still");
    Await.until(() -> assertThat(world.waiting()).isZero());
    Await.until(() -> assertThat(found(search)).containsExactly("the heron stands still"));
    world.takeBack(group, alice, seq);
    assertThat(found(search)).isEmpty();

    world.say(alice, group, "the heron flies");
    Await.get(search.operation().reindex());
    Await.until(
        () ->
            assertThat(Await.get(search.operation().generations()))
                .noneMatch(generation -> generation.state() == State.FILLING)
                .hasSizeGreaterThan(1));
    Await.until(() -> assertThat(found(search)).containsExactly("the heron flies"));
    Await.until(() -> assertThat(Await.get(search.receipt(alice, group, seq)).stillIn()).isEmpty());
  }

  /// Nothing is lost: it waits for somebody to put that right.
  @Test
  void aWrongKeyIsAnOutage() {
    Search search = world.search(world.config.with(cluster(new Secret("d3Jvbmc6a2V5"), CA)));
    world.say(alice, group, "the heron waits");

    assertThatThrownBy(() -> Await.get(search.ready()))
        .isInstanceOf(Failure.TryLater.class)
        .hasMessageContaining("401");
    Await.until(() -> assertThat(search.stats().failed()).isPositive());
    assertThat(world.waiting()).isPositive();
    assertThat(world.number("select count(*) from search_dead_letter")).isZero();
  }

  @Test
  void aClusterOfAnUnknownAuthorityIsNotTalkedTo() {
    Search search = world.search(world.config.with(cluster(KEY, null)));

    assertThatThrownBy(() -> Await.get(search.ready()))
        .isInstanceOf(Failure.TryLater.class)
        .hasMessageContaining("SSL");
  }

  private List<String> found(Search search) {
    return texts(World.find(search, alice, "heron"));
  }

  private static ElasticsearchConfig cluster(Secret key, String caFile) {
    ElasticsearchConfig base = ElasticsearchConfig.DEFAULTS;
    return new ElasticsearchConfig(
        List.of(URI.create(System.getProperty("secured.uri"))),
        new Credentials(key, null, null),
        caFile,
        "test-" + UUID.randomUUID(),
        base.shards(),
        0,
        base.refreshInterval(),
        base.searchTimeout(),
        base.bulkTimeout(),
        null);
  }
}
