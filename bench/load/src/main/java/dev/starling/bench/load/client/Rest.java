package dev.starling.bench.load.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.starling.wire.json.Json;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
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
    return ask(HttpMethod.POST, node, "/v1/accounts", null, body)
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
    return post(from, "/v1/conversations", body).map(answer -> answer.path("id").asText());
  }

  /// The number of the message in its conversation.
  Future<Long> write(Person who, String conversation, String clientId, String text) {
    return post(
            who,
            "/v1/conversations/" + conversation + "/messages",
            Map.of("clientId", clientId, "text", text))
        .map(message -> message.path("seq").asLong());
  }

  /// From then on `contact` sees the stories of `owner`.
  public Future<Void> addContact(Person owner, Person contact) {
    String path = "/v1/contacts/" + contact.id();
    return ask(HttpMethod.PUT, owner.node(), path, owner.accessToken(), null).mapEmpty();
  }

  /// What somebody is answered. Fails with status and error name when they are refused.
  public Future<JsonNode> get(Person who, String path) {
    return ask(HttpMethod.GET, who.node(), path, who.accessToken(), null);
  }

  public Future<JsonNode> post(Person who, String path, Object body) {
    return ask(HttpMethod.POST, who.node(), path, who.accessToken(), body);
  }

  /// What a node tells its operators, in Prometheus' text format.
  Future<String> metrics(Node node) {
    return http.request(HttpMethod.GET, node.port(), node.host(), "/metrics")
        .compose(HttpClientRequest::send)
        .compose(HttpClientResponse::body)
        .map(Buffer::toString);
  }

  private Future<JsonNode> ask(
      HttpMethod method, Node node, String path, String token, Object body) {
    RequestOptions options =
        new RequestOptions()
            .setHost(node.host())
            .setPort(node.port())
            .setMethod(method)
            .setURI(path);
    if (token != null) {
      options.putHeader("Authorization", "Bearer " + token);
    }
    if (body != null) {
      options.putHeader("Content-Type", "application/json");
    }
    Buffer bytes = body == null ? Buffer.buffer() : Buffer.buffer(Json.bytes(body));
    return http.request(options)
        .compose(request -> request.send(bytes))
        .compose(response -> response.body().map(answer -> read(response.statusCode(), answer)));
  }

  private static JsonNode read(int status, Buffer body) {
    if (status == 204) {
      return MissingNode.getInstance();
    }
    JsonNode answer = Json.read(body.getBytes(), JsonNode.class);
    if (status != 200 && status != 201) {
      throw new SetupException(
          "HTTP " + status + " " + answer.at("/error/name").asText(body.toString()));
    }
    return answer;
  }
}
