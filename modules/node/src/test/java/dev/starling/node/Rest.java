package dev.starling.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.starling.wire.json.Json;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/// Speaks HTTP to a node, as somebody.
public final class Rest {

  /// @param body null when there is none
  public record Answer(int status, JsonNode body, HttpResponse<byte[]> raw) {

    public String errorName() {
      return body.get("error").get("name").asText();
    }

    public int errorCode() {
      return body.get("error").get("code").asInt();
    }
  }

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final String url;
  private final String token;

  public Rest(String url, String token) {
    this.url = url;
    this.token = token;
  }

  public Rest at(String otherUrl) {
    return new Rest(otherUrl, token);
  }

  /// A text as one part of a path.
  public static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  public Answer get(String path) {
    return send("GET", path, null);
  }

  /// @param body written as JSON
  @CanIgnoreReturnValue
  public Answer post(String path, Object body) {
    return send("POST", path, Json.bytes(body));
  }

  @CanIgnoreReturnValue
  public Answer put(String path, Object body) {
    return send("PUT", path, body == null ? null : Json.bytes(body));
  }

  @CanIgnoreReturnValue
  public Answer patch(String path, Object body) {
    return send("PATCH", path, Json.bytes(body));
  }

  @CanIgnoreReturnValue
  public Answer delete(String path) {
    return send("DELETE", path, null);
  }

  public Answer send(String method, String path, byte[] body) {
    return send(method, path, body, Map.of("Content-Type", "application/json"));
  }

  public Answer send(String method, String path, byte[] body, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + path))
            .timeout(Duration.ofSeconds(20))
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    try {
      HttpResponse<byte[]> response =
          CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      return new Answer(response.statusCode(), parse(response), response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// A form with one file.
  public static byte[] form(String boundary, String name, byte[] file) {
    String head =
        "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n"
                .formatted(boundary, name)
            + "Content-Type: image/png\r\n\r\n";
    Buffer form = Buffer.buffer(head).appendBytes(file);
    return form.appendString("\r\n--" + boundary + "--\r\n").getBytes();
  }

  private static JsonNode parse(HttpResponse<byte[]> response) {
    boolean isJson =
        response.headers().firstValue("Content-Type").orElse("").startsWith("application/json");
    return isJson && response.body().length > 0 // None after HEAD.
        ? Json.read(response.body(), JsonNode.class)
        : null;
  }
}
