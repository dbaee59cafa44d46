package dev.starling.hooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.starling.wire.json.Json;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Somebody else's server: hears requests, and answers as it is told.
final class Receiver {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /// @param headers by lower-case name
  record Heard(String path, Map<String, String> headers, byte[] body, int answered) {

    JsonNode json() {
      return Json.read(body, JsonNode.class);
    }

    String id() {
      return headers.get("webhook-id");
    }

    /// Verified as the specification tells receivers to, by nothing of ours.
    boolean isSignedBy(String secret) {
      String signed = id() + "." + headers.get("webhook-timestamp") + ".";
      try {
        Mac mac = Mac.getInstance("HmacSHA256");
        byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        mac.update(signed.getBytes(StandardCharsets.UTF_8));
        byte[] expected = mac.doFinal(body);
        return Arrays.stream(headers.get("webhook-signature").split(" ", -1))
            .filter(one -> one.startsWith("v1,"))
            .map(one -> Base64.getDecoder().decode(one.substring("v1,".length())))
            .anyMatch(one -> MessageDigest.isEqual(one, expected));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private final List<Heard> heard = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private volatile IntUnaryOperator answers = count -> 204;

  Receiver(Vertx vertx) {
    server =
        vertx
            .createHttpServer()
            .requestHandler(request -> request.body().onSuccess(body -> hear(request, body)))
            .listen(0, "127.0.0.1")
            .await();
  }

  String url(String path) {
    return "http://127.0.0.1:" + server.actualPort() + path;
  }

  /// From now on.
  ///
  /// @param status by how many requests were heard before
  void answer(IntUnaryOperator status) {
    answers = status;
  }

  List<Heard> heard() {
    return heard;
  }

  /// Those it said yes to.
  List<Heard> taken() {
    return heard.stream().filter(one -> one.answered() < 300).toList();
  }

  void awaitHeard(Predicate<List<Heard>> enough) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(10))
        .untilAsserted(() -> assertThat(enough.test(heard)).as("heard: %s", heard).isTrue());
  }

  private synchronized void hear(HttpServerRequest request, Buffer body) {
    Map<String, String> headers = new TreeMap<>();
    request
        .headers()
        .forEach(header -> headers.put(header.getKey().toLowerCase(), header.getValue()));
    int status = answers.applyAsInt(heard.size());
    heard.add(new Heard(request.path(), headers, body.getBytes(), status));
    request.response().setStatusCode(status).end(status < 300 ? "" : "not now");
  }
}
