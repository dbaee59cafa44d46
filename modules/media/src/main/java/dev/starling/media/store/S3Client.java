package dev.starling.media.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The few requests of S3 that a store of files needs, over Vert.x's client: bytes go through
/// without a copy in memory and without a thread. What may be repeated is, a few times.
final class S3Client {

  private static final int ATTEMPTS_MAX = 3;
  private static final long RETRY_AFTER_MILLIS = 200;
  private static final int CONNECTIONS_MAX = 64;
  private static final int CONNECT_MILLIS_MAX = 5_000;
  private static final int IDLE_SECONDS_MAX = 60;
  private static final int ANSWER_SHOWN = 300;

  private static final Pattern UPLOAD_ID = Pattern.compile("<UploadId>([^<]+)</UploadId>");
  private static final Pattern UPLOAD = Pattern.compile("<Upload>.*?</Upload>", Pattern.DOTALL);

  private final Vertx vertx;
  private final HttpClient http;
  private final S3Config config;
  private final S3Signature signature;
  private final Clock clock;

  S3Client(Vertx vertx, S3Config config, Clock clock) {
    this.vertx = vertx;
    this.config = config;
    this.clock = clock;
    this.signature =
        new S3Signature(config.accessKey(), config.secretKey().value(), config.region());
    this.http =
        vertx
            .httpClientBuilder()
            .with(
                new HttpClientOptions()
                    .setSsl(config.isTls())
                    .setConnectTimeout(CONNECT_MILLIS_MAX)
                    .setIdleTimeout(IDLE_SECONDS_MAX)
                    .setKeepAlive(true))
            .with(new io.vertx.core.http.PoolOptions().setHttp1MaxSize(CONNECTIONS_MAX))
            .build();
  }

  Future<Void> put(String key, Buffer bytes) {
    String hash = S3Signature.hex(S3Signature.sha256().digest(bytes.getBytes()));
    return repeated(
        () ->
            send(HttpMethod.PUT, key, Map.of(), Map.of(), hash)
                .compose(request -> request.send(bytes))
                .compose(S3Client::drained)
                .mapEmpty());
  }

  /// The file's first so many bytes.
  Future<Void> put(String key, AsyncFile file, long length, String hash) {
    return repeated(() -> upload(key, Map.of(), file, length, hash).mapEmpty());
  }

  Future<String> beginParts(String key) {
    return repeated(
        () ->
            text(HttpMethod.POST, key, Map.of("uploads", ""), Buffer.buffer())
                .map(answer -> first(UPLOAD_ID, answer)));
  }

  /// What the store calls the part.
  ///
  /// @param number from 1
  Future<String> putPart(
      String key, String uploadId, int number, AsyncFile file, long length, String hash) {
    Map<String, String> query = Map.of("partNumber", String.valueOf(number), "uploadId", uploadId);
    return repeated(
        () -> upload(key, query, file, length, hash).map(response -> response.getHeader("ETag")));
  }

  Future<Void> completeParts(String key, String uploadId, List<String> tags) {
    String parts =
        IntStream.range(0, tags.size())
            .mapToObj(
                i ->
                    "<Part><PartNumber>%d</PartNumber><ETag>%s</ETag></Part>"
                        .formatted(i + 1, tags.get(i).replace("\"", "&quot;")))
            .collect(Collectors.joining());
    Buffer body = Buffer.buffer("<CompleteMultipartUpload>" + parts + "</CompleteMultipartUpload>");
    return text(HttpMethod.POST, key, Map.of("uploadId", uploadId), body)
        .compose(
            answer ->
                answer.contains("<Error>") // With status 200, once the answer had begun.
                    ? Future.failedFuture(new S3Refusal(500, shown(answer)))
                    : Future.succeededFuture());
  }

  /// Gives up whatever is under way for this key.
  Future<Void> abortParts(String key) {
    return repeated(
            () -> text(HttpMethod.GET, "", Map.of("uploads", "", "prefix", key), Buffer.buffer()))
        .compose(
            answer ->
                Future.all(
                    UPLOAD
                        .matcher(answer)
                        .results()
                        .map(found -> found.group())
                        .filter(one -> one.contains("<Key>" + key + "</Key>"))
                        .map(one -> abort(key, first(UPLOAD_ID, one)))
                        .toList()))
        .mapEmpty();
  }

  Future<Void> delete(String key) {
    return repeated(() -> request(HttpMethod.DELETE, key, Map.of(), Map.of(), Buffer.buffer()))
        .compose(S3Client::drained)
        .recover(S3Client::unlessGone)
        .mapEmpty();
  }

  /// The response is paused.
  Future<HttpClientResponse> get(String key, long from, long length) {
    Map<String, String> range = Map.of("range", "bytes=" + from + "-" + (from + length - 1));
    return request(HttpMethod.GET, key, Map.of(), range, Buffer.buffer());
  }

  /// The response is paused.
  Future<HttpClientResponse> get(String key) {
    return request(HttpMethod.GET, key, Map.of(), Map.of(), Buffer.buffer());
  }

  String presigned(String key, Wanted wanted) {
    Map<String, String> query =
        Map.of(
            "response-content-type", wanted.contentType(),
            "response-content-disposition", wanted.disposition());
    String path = config.path(key);
    return "%s://%s%s?%s"
        .formatted(
            config.endpoint().getScheme(),
            config.hostHeader(),
            path,
            signature.presigned(
                config.hostHeader(), path, query, wanted.within(), clock.instant()));
  }

  Future<Void> close() {
    return http.close();
  }

  private Future<HttpClientResponse> abort(String key, String uploadId) {
    return request(HttpMethod.DELETE, key, Map.of("uploadId", uploadId), Map.of(), Buffer.buffer())
        .compose(S3Client::drained)
        .recover(S3Client::unlessGone);
  }

  private Future<HttpClientResponse> upload(
      String key, Map<String, String> query, AsyncFile file, long length, String hash) {
    return send(HttpMethod.PUT, key, query, Map.of(), hash)
        .compose(
            request -> {
              request.putHeader("Content-Length", String.valueOf(length));
              file.setReadPos(0).setReadLength(length);
              Future<HttpClientResponse> response =
                  request.response().onSuccess(HttpClientResponse::pause);
              return file.pipeTo(request).compose(sent -> response);
            })
        .compose(S3Client::checked)
        .compose(S3Client::drained);
  }

  private Future<String> text(
      HttpMethod method, String key, Map<String, String> query, Buffer body) {
    return request(method, key, query, Map.of(), body)
        .compose(
            response -> {
              Future<Buffer> answer = response.body();
              response.resume();
              return answer;
            })
        .map(Buffer::toString);
  }

  private Future<HttpClientResponse> request(
      HttpMethod method,
      String key,
      Map<String, String> query,
      Map<String, String> headers,
      Buffer body) {
    String hash = S3Signature.hex(S3Signature.sha256().digest(body.getBytes()));
    return send(method, key, query, headers, hash)
        .compose(request -> request.send(body).onSuccess(HttpClientResponse::pause))
        .compose(S3Client::checked);
  }

  private Future<HttpClientRequest> send(
      HttpMethod method,
      String key,
      Map<String, String> query,
      Map<String, String> headers,
      String hash) {
    String path = config.path(key);
    SortedMap<String, String> signed =
        signature.headers(
            method.name(), config.hostHeader(), path, query, headers, hash, clock.instant());
    RequestOptions options =
        new RequestOptions()
            .setMethod(method)
            .setHost(config.host())
            .setPort(config.port())
            .setSsl(config.isTls())
            .setURI(query.isEmpty() ? path : path + "?" + S3Signature.query(query));
    signed.forEach(options::putHeader);
    return http.request(options);
  }

  private <T> Future<T> repeated(Supplier<Future<T>> action) {
    return repeated(action, 1);
  }

  private <T> Future<T> repeated(Supplier<Future<T>> action, int attempt) {
    return action
        .get()
        .recover(
            cause ->
                attempt < ATTEMPTS_MAX && S3Refusal.isPassing(cause)
                    ? vertx
                        .timer(RETRY_AFTER_MILLIS << attempt)
                        .compose(due -> repeated(action, attempt + 1))
                    : Future.failedFuture(cause));
  }

  private static Future<HttpClientResponse> checked(HttpClientResponse response) {
    if (response.statusCode() < 300) {
      return Future.succeededFuture(response);
    }
    Future<Buffer> answer = response.body();
    response.resume();
    return answer
        .otherwise(Buffer.buffer())
        .compose(
            text ->
                Future.failedFuture(new S3Refusal(response.statusCode(), shown(text.toString()))));
  }

  private static Future<HttpClientResponse> drained(HttpClientResponse response) {
    if (response.statusCode() >= 300) {
      return checked(response);
    }
    Future<Void> end = response.end();
    response.resume();
    return end.map(response);
  }

  private static <T> Future<T> unlessGone(Throwable cause) {
    return S3Refusal.isNotFound(cause) ? Future.succeededFuture(null) : Future.failedFuture(cause);
  }

  private static String first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new S3Refusal(500, shown(text));
    }
    return matcher.group(1);
  }

  private static String shown(String answer) {
    return answer.substring(0, Math.min(answer.length(), ANSWER_SHOWN));
  }
}
