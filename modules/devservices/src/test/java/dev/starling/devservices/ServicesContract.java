package dev.starling.devservices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What a test may rely on, wherever the servers come from.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ServicesContract {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Services services;

  ServicesContract(Function<Home, Supply> supply) {
    this.services = Services.separate(supply);
  }

  @AfterAll
  void close() {
    services.close();
  }

  @Test
  void everyNewDatabaseIsEmptyAndItsOwn() throws SQLException {
    PostgresDatabase one = services.postgres().newDatabase();
    PostgresDatabase other = services.postgres().newDatabase();
    Sql.execute(one, "create table t (word text)");

    assertThat(one.name()).isNotEqualTo(other.name());
    assertThat(Sql.string(other, "select count(*) from pg_tables where tablename = 't'"))
        .isEqualTo("0");
  }

  @Test
  void postgresPromisesWhatProductionPromises() throws SQLException {
    PostgresDatabase database = services.postgres().newDatabase();

    assertThat(Sql.string(database, "show fsync")).isEqualTo("on");
    assertThat(Sql.string(database, "show synchronous_commit")).isEqualTo("on");
    assertThat(Sql.string(database, "show server_encoding")).isEqualTo("UTF8");
    assertThat(Sql.string(database, "show max_connections")).isEqualTo("200");
    assertThat(database.uri())
        .hasScheme("postgresql")
        .hasHost("127.0.0.1")
        .hasPort(services.postgres().port())
        .hasPath("/" + database.name());
  }

  @Test
  void aDatabaseWithANameIsMadeOnce() throws SQLException {
    Sql.execute(services.postgres().database("kept"), "create table t (word text)");

    assertThat(Sql.string(services.postgres().database("kept"), "select count(*) from t"))
        .isEqualTo("0");
  }

  @Test
  void aCommittedRowSurvivesAStopAndAKill() throws SQLException {
    PostgresServer postgres = services.postgres();
    int port = postgres.port();
    PostgresDatabase database = postgres.newDatabase();

    Sql.execute(database, "create table t (word text)");
    postgres.stop();
    assertThatThrownBy(() -> Sql.execute(database, "select 1")).isInstanceOf(SQLException.class);
    postgres.start();
    Sql.execute(database, "insert into t values ('kept')");
    postgres.kill();
    postgres.start();

    assertThat(postgres.port()).isEqualTo(port);
    assertThat(Sql.string(database, "select word from t")).isEqualTo("kept");
  }

  @Test
  void aPausedPostgresAnswersNobodyUntilItIsResumed() throws Exception {
    PostgresServer postgres = services.postgres();
    PostgresDatabase database = postgres.newDatabase();

    try (var connection = Sql.connect(database)) {
      connection.setNetworkTimeout(Runnable::run, 500);
      postgres.pause();
      assertThatThrownBy(() -> Sql.string(connection, "select 1"))
          .isInstanceOf(SQLException.class)
          .hasRootCauseInstanceOf(SocketTimeoutException.class);
    } finally {
      postgres.resume();
    }

    assertThat(Sql.string(database, "select 1")).isEqualTo("1");
  }

  @Test
  void redisKeepsItsKeysOverAStopAndForgetsThemWhenFlushed() throws IOException {
    RedisServer redis = services.redis();

    assertThat(RedisServer.ask(redis.port(), "SET k v")).isEqualTo("+OK");
    redis.stop();
    assertThatThrownBy(() -> RedisServer.ask(redis.port(), "GET k"))
        .isInstanceOf(IOException.class);
    redis.start();
    assertThat(RedisServer.ask(redis.port(), "EXISTS k")).isEqualTo(":1");
    redis.flushAll();

    assertThat(RedisServer.ask(redis.port(), "EXISTS k")).isEqualTo(":0");
  }

  @Test
  void aPausedRedisAnswersWhenItIsResumed() throws IOException {
    RedisServer redis = services.redis();
    redis.flushAll();

    redis.pause();
    assertThatThrownBy(() -> RedisServer.ask(redis.port(), "PING"))
        .isInstanceOf(SocketTimeoutException.class);
    redis.resume();

    assertThat(RedisServer.ask(redis.port(), "PING")).isEqualTo("+PONG");
  }

  @Test
  void elasticsearchKeepsWhatItAcknowledgedOverAStopAndAKill() throws Exception {
    ElasticsearchServer elasticsearch = services.elasticsearch();

    put(elasticsearch, "/kept/_doc/1", "{\"word\": \"one\"}");
    elasticsearch.stop();
    assertThatThrownBy(() -> count(elasticsearch)).isInstanceOf(IOException.class);
    elasticsearch.start();
    put(elasticsearch, "/kept/_doc/2", "{\"word\": \"two\"}");
    elasticsearch.kill();
    elasticsearch.start();

    assertThat(count(elasticsearch)).contains("\"count\":2");
    elasticsearch.deleteIndices();
    assertThat(Http.status("GET", elasticsearch.uri() + "/kept")).isEqualTo(404);
  }

  @Test
  void aPausedElasticsearchAnswersWhenItIsResumed() throws Exception {
    ElasticsearchServer elasticsearch = services.elasticsearch();
    HttpRequest health =
        HttpRequest.newBuilder(elasticsearch.uri().resolve("/_cluster/health"))
            .timeout(Duration.ofMillis(500))
            .build();

    elasticsearch.pause();
    assertThatThrownBy(() -> HTTP.send(health, BodyHandlers.ofString()))
        .isInstanceOf(IOException.class);
    elasticsearch.resume();

    assertThat(HTTP.send(health, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
  }

  private static void put(ElasticsearchServer elasticsearch, String path, String body)
      throws Exception {
    URI uri = elasticsearch.uri().resolve(path + "?refresh=true");
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .header("content-type", "application/json")
            .PUT(BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
  }

  private static String count(ElasticsearchServer elasticsearch) throws IOException {
    return Http.get(elasticsearch.uri() + "/kept/_count");
  }
}
