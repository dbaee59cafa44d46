package dev.starling.outbound;

import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// An HTTP client for addresses that somebody else chose. Safe for use by any thread.
public final class Outbound {

  /// A request.
  ///
  /// @param body null for none
  /// @param answerBytesMax so much of the answer's body is read; the rest is not waited for
  public record Request(
      String method, URI uri, Map<String, String> headers, Buffer body, int answerBytesMax) {
    public Request {
      headers = Map.copyOf(headers);
    }

    public static Request post(URI uri, Map<String, String> headers, Buffer body) {
      return new Request("POST", uri, headers, body, 1_024);
    }

    public static Request get(URI uri, Map<String, String> headers, int answerBytesMax) {
      return new Request("GET", uri, headers, null, answerBytesMax);
    }
  }

  /// An answer of any status.
  ///
  /// @param headers by lower-case name; the first value of each
  /// @param isCut whether the body is longer than was read
  public record Answer(int status, Map<String, String> headers, Buffer body, boolean isCut) {
    public Answer {
      headers = Map.copyOf(headers);
    }

    public boolean isSuccess() {
      return status >= 200 && status < 300;
    }
  }

  /// Look-ups block, and a name server may take its time: they have threads of their own.
  private static final int LOOKUPS_MAX = 4;

  private static final int WAITING_MAX = 1_000;
  private static final int HEADER_BYTES_MAX = 16 * 1024;

  private final Vertx vertx;
  private final OutboundConfig config;
  private final HttpClient client;
  private final WorkerExecutor lookups;

  private Outbound(Vertx vertx, OutboundConfig config, HttpClient client, WorkerExecutor lookups) {
    this.vertx = vertx;
    this.config = config;
    this.client = client;
    this.lookups = lookups;
  }

  public static Outbound create(Vertx vertx, OutboundConfig config) {
    HttpClientOptions options =
        new HttpClientOptions()
            .setConnectTimeout((int) config.connectWithin().toMillis())
            .setIdleTimeout((int) config.answerWithin().toMillis() * 2)
            .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
            .setMaxHeaderSize(HEADER_BYTES_MAX)
            .setDecompressionSupported(false); // A small answer stays a small answer.
    PoolOptions pool =
        new PoolOptions()
            .setHttp1MaxSize(config.connectionsMax())
            .setMaxWaitQueueSize(WAITING_MAX)
            .setCleanerPeriod(1_000);
    return new Outbound(
        vertx,
        config,
        vertx.httpClientBuilder().with(options).with(pool).build(),
        vertx.createSharedWorkerExecutor("outbound-lookups", LOOKUPS_MAX));
  }

  public Future<Void> close() {
    return client.close().eventually(lookups::close);
  }

  /// What a URL says, if it looks like one that may be asked; its name is not looked up.
  ///
  /// @throws Failure.Invalid URL_NOT_ALLOWED
  public URI parse(String url) {
    return UrlRule.parse(url, config.allowPrivate());
  }

  /// The address a URL stands for, if it may be asked; for what is not to be asked later, either.
  ///
  /// Fails with [Failure.Invalid], URL_NOT_ALLOWED.
  public Future<URI> check(String url) {
    return Future.succeededFuture(url).map(this::parse).compose(uri -> resolve(uri).map(uri));
  }

  /// Answers with whatever the other side says. Fails with [Failure.Invalid], URL_NOT_ALLOWED, for
  /// an address that may not be asked, and with any other exception when there is no answer.
  public Future<Answer> send(Request request) {
    Promise<HttpClientRequest> begun = Promise.promise();
    Context context = vertx.getOrCreateContext();
    return Future.succeededFuture(request.uri())
        .map(uri -> UrlRule.check(uri, config.allowPrivate()))
        .compose(this::resolve)
        .compose(address -> exchange(context, request, address, begun))
        .timeout(config.answerWithin().toMillis(), TimeUnit.MILLISECONDS)
        // Whatever is still under way is over, too. An exchange that is done does not mind.
        .onFailure(cause -> begun.future().onSuccess(open -> open.reset(0, cause)));
  }

  /// All of it is a turn of this context: on another one, an answer may be over before anybody
  /// reads it.
  private Future<Answer> exchange(
      Context context, Request request, InetAddress address, Promise<HttpClientRequest> begun) {
    Promise<Answer> answer = Promise.promise();
    context.runOnContext(
        turn ->
            client
                .request(options(request, address))
                .onSuccess(begun::tryComplete)
                .compose(open -> exchange(open, request))
                .onComplete(answer));
    return answer.future();
  }

  private static Future<Answer> exchange(HttpClientRequest open, Request request) {
    Future<HttpClientResponse> response =
        request.body() == null ? open.send() : open.send(request.body());
    return response.compose(got -> AnswerReader.read(open, got, request.answerBytesMax()));
  }

  private RequestOptions options(Request request, InetAddress address) {
    URI uri = request.uri();
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.valueOf(request.method()))
            // Checked and connected to is the same address; the name is for TLS and the other side.
            .setServer(SocketAddress.inetSocketAddress(UrlRule.port(uri), address.getHostAddress()))
            .setHost(UrlRule.host(uri))
            .setPort(UrlRule.port(uri))
            .setSsl(UrlRule.isTls(uri))
            .setURI(UrlRule.target(uri))
            .setFollowRedirects(false);
    request.headers().forEach(options::putHeader);
    return options;
  }

  /// Every address of a name must be public: one that is not says enough about the name.
  private Future<InetAddress> resolve(URI uri) {
    String host = UrlRule.host(uri);
    return lookups
        .executeBlocking(() -> InetAddress.getAllByName(host), false)
        .timeout(config.answerWithin().toMillis(), TimeUnit.MILLISECONDS)
        .recover(
            cause ->
                Future.failedFuture(
                    new Failure.Invalid(
                        ErrorCode.URL_NOT_ALLOWED, "url: the name " + host + " is not known")))
        .map(addresses -> allowed(host, addresses));
  }

  private InetAddress allowed(String host, InetAddress[] addresses) {
    for (InetAddress address : addresses) {
      if (!config.allowPrivate() && !PublicAddress.is(address)) {
        // Not which: that would be a way to ask the operator's name server.
        throw new Failure.Invalid(
            ErrorCode.URL_NOT_ALLOWED, "url: " + host + " is not a public address");
      }
    }
    return addresses[0];
  }
}
