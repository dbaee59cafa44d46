package dev.starling.bench.load.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.starling.wire.json.Json;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.util.List;
import java.util.Map;

/// What has to be done over HTTP before anybody can talk.
public final class Rest {

  private static final String PASSWORD = "a long secret";

  private final HttpClient http;

  /// @param inFlightMax requests at a time to one node
  public Rest(Vertx vertx, int inFlightMax) {
    this.http =
        vertx.createHttpClient(
            new HttpClientOptions(), new PoolOptions().setHttp1MaxSize(inFlightMax));
  }

  public Future<Person> register(Node node, String username) {
    Map<String, String> body =
        Map.of("username", username, "password", PASSWORD, "displayName", username);
    return post(node, "/v1/accounts", null, body)
        .map(
            answer ->
                new Person(
                    answer.at("/user/id").asText(), answer.path("accessToken").asText(), node));
  }

  /// The id of the conversation.
  public Future<String> openDirect(Person from, Person to) {
    return open(from, Map.of("kind", "direct", "members", List.of(to.id())));
  }

  /// The id of the conversation, of which `from` is a member, too.
  public Future<String> openGroup(Person from, List<Person> others, String title) {
    List<String> members = others.stream().map(Person::id).toList();
    return open(from, Map.of("kind", "group", "title", title, "members", members));
  }

  private Future<String> open(Person from, Map<String, Object> body) {
    return post(from.node(), "/v1/conversations", from.accessToken(), body)
        .map(answer -> answer.path("id").asText());
  }

  private Future<JsonNode> post(Node node, String path, String token, Object body) {
    RequestOptions options =
        new RequestOptions()
            .setHost(node.host())
            .setPort(node.port())
            .setMethod(HttpMethod.POST)
            .setURI(path)
            .putHeader("Content-Type", "application/json");
    if (token != null) {
      options.putHeader("Authorization", "Bearer " + token);
    }
    return http.request(options)
        .compose(request -> request.send(Buffer.buffer(Json.bytes(body))))
        .compose(
            response -> response.body().map(bytes -> read(path, response.statusCode(), bytes)));
  }

  private static JsonNode read(String path, int status, Buffer body) {
    if (status != 200 && status != 201) {
      throw new SetupException("POST " + path + " answered " + status + ": " + body);
    }
    return Json.read(body.getBytes(), JsonNode.class);
  }
}
