package dev.starling.search.index;

import co.elastic.clients.elasticsearch.ElasticsearchAsyncClient;
import co.elastic.clients.json.jackson.JacksonJsonpMapper;
import co.elastic.clients.transport.ElasticsearchTransportBase;
import co.elastic.clients.transport.TransportUtils;
import co.elastic.clients.transport.rest_client.RestClientHttpClient;
import co.elastic.clients.transport.rest_client.RestClientOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.apache.http.Header;
import org.apache.http.HttpHost;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.impl.nio.reactor.IOReactorConfig;
import org.apache.http.message.BasicHeader;
import org.elasticsearch.client.RequestOptions;
import org.elasticsearch.client.RestClient;
import org.elasticsearch.client.RestClientBuilder;

/// The connections of one node to Elasticsearch. Answers arrive on threads of the client's own and
/// are brought back to the context of whoever asked.
final class Cluster {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
  private static final int CONNECTIONS_PER_HOST_MAX = 32;
  private static final int CONNECTIONS_MAX = 64;
  private static final int IO_THREADS = 2;
  private static final long STARTING_POLL_MILLIS = 100;

  private final Vertx vertx;
  private final ElasticsearchAsyncClient client;

  private static final class Transport extends ElasticsearchTransportBase {
    Transport(RestClient client) {
      super(
          new WholeBodies(new RestClientHttpClient(client)),
          null, // Each question has its own.
          new JacksonJsonpMapper());
    }
  }

  private Cluster(Vertx vertx, ElasticsearchAsyncClient client) {
    this.vertx = vertx;
    this.client = client;
  }

  /// Opens no connection yet. Blocks when there is a file to be read.
  static Cluster of(Vertx vertx, ElasticsearchConfig config) {
    RestClientBuilder builder =
        RestClient.builder(config.uris().stream().map(Cluster::host).toArray(HttpHost[]::new))
            .setDefaultHeaders(authorization(config.credentials()))
            .setHttpClientConfigCallback(
                http ->
                    http.setSSLContext(authorities(config.caFile()))
                        .setMaxConnPerRoute(CONNECTIONS_PER_HOST_MAX)
                        .setMaxConnTotal(CONNECTIONS_MAX)
                        .setDefaultIOReactorConfig(
                            IOReactorConfig.custom()
                                .setIoThreadCount(IO_THREADS)
                                .setSoKeepAlive(true)
                                .build()));
    return new Cluster(vertx, new ElasticsearchAsyncClient(new Transport(builder.build())));
  }

  /// Fails with [dev.starling.wire.Failure.TryLater] when the answer does not come in time, or is
  /// about Elasticsearch and not about the question.
  <T> Future<T> ask(
      Duration within, Function<ElasticsearchAsyncClient, CompletableFuture<T>> question) {
    return askOnce(within, question).recover(Cluster::fail);
  }

  /// Like [#ask], but a shard that is just starting is given the rest of the time to do so: the
  /// first message of a month makes an index, and may be looked for at once.
  <T> Future<T> askStarting(
      Duration within, Function<ElasticsearchAsyncClient, CompletableFuture<T>> question) {
    return askAgain(System.nanoTime() + within.toNanos(), question).recover(Cluster::fail);
  }

  private <T> Future<T> askAgain(
      long deadline, Function<ElasticsearchAsyncClient, CompletableFuture<T>> question) {
    long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
    return askOnce(Duration.ofMillis(Math.max(1, left)), question)
        .recover(
            cause ->
                Outage.isStarting(cause) && left > STARTING_POLL_MILLIS
                    ? vertx
                        .timer(STARTING_POLL_MILLIS, TimeUnit.MILLISECONDS)
                        .compose(fired -> askAgain(deadline, question))
                    : Future.failedFuture(cause));
  }

  private <T> Future<T> askOnce(
      Duration within, Function<ElasticsearchAsyncClient, CompletableFuture<T>> question) {
    CompletableFuture<T> answer;
    try {
      answer = question.apply(client.withTransportOptions(options(within)));
    } catch (RuntimeException notSent) {
      return Future.failedFuture(notSent);
    }
    return Future.fromCompletionStage(answer, vertx.getOrCreateContext())
        .timeout(within.toMillis(), TimeUnit.MILLISECONDS)
        .onFailure(cause -> answer.cancel(true));
  }

  private static <T> Future<T> fail(Throwable cause) {
    return Future.failedFuture(Outage.asFailure(cause));
  }

  Future<Void> close() {
    return vertx.executeBlocking(
        () -> {
          client.close();
          return null;
        });
  }

  private static RestClientOptions options(Duration within) {
    RequestConfig config =
        RequestConfig.custom()
            .setConnectTimeout((int) CONNECT_TIMEOUT.toMillis())
            .setConnectionRequestTimeout((int) CONNECT_TIMEOUT.toMillis())
            .setSocketTimeout((int) within.toMillis())
            .build();
    return new RestClientOptions(
        RequestOptions.DEFAULT.toBuilder().setRequestConfig(config).build(), false);
  }

  private static HttpHost host(URI uri) {
    return new HttpHost(uri.getHost(), uri.getPort(), uri.getScheme());
  }

  private static Header[] authorization(Credentials credentials) {
    if (credentials.apiKey() != null) {
      return new Header[] {
        new BasicHeader("Authorization", "ApiKey " + credentials.apiKey().value())
      };
    }
    if (credentials.username() != null) {
      String pair = credentials.username() + ":" + credentials.password().value();
      String encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
      return new Header[] {new BasicHeader("Authorization", "Basic " + encoded)};
    }
    return new Header[0];
  }

  /// Null stands for the JVM's own.
  private static SSLContext authorities(String caFile) {
    try {
      return caFile == null ? null : TransportUtils.sslContextFromHttpCaCrt(new File(caFile));
    } catch (IOException e) {
      throw new UncheckedIOException("elasticsearch.caFile: " + caFile + " cannot be read", e);
    }
  }
}
