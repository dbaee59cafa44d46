package dev.starling.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/// Somebody with an account: what they do over REST, and their sockets.
public final class Person {

  private static final AtomicLong NAMES = new AtomicLong(System.nanoTime());
  private static final String PASSWORD = "a long secret";

  private final Vertx clients;
  private final String url;
  private final String username;
  private final JsonNode signedIn;

  private Person(Vertx clients, String url, String username, JsonNode signedIn) {
    this.clients = clients;
    this.url = url;
    this.username = username;
    this.signedIn = signedIn;
  }

  static Person register(Vertx clients, String url, String name) {
    String username = name + Long.toString(NAMES.incrementAndGet(), 36);
    Rest.Answer answer =
        new Rest(url, null)
            .post(
                "/v1/accounts",
                Map.of("username", username, "password", PASSWORD, "displayName", name));
    if (answer.status() != 201) {
      throw new AssertionError("no account: " + answer.body());
    }
    return new Person(clients, url, username, answer.body());
  }

  /// The same person, signed in once more, at this node.
  public Person onAnotherDevice(String otherUrl) {
    Rest.Answer answer =
        new Rest(otherUrl, null)
            .post(
                "/v1/sessions",
                Map.of("username", username, "password", PASSWORD, "device", "another"));
    return new Person(clients, otherUrl, username, answer.body());
  }

  /// The same session, speaking to another node.
  public Person at(String otherUrl) {
    return new Person(clients, otherUrl, username, signedIn);
  }

  public String id() {
    return signedIn.get("user").get("id").asText();
  }

  public String username() {
    return username;
  }

  public String token() {
    return signedIn.get("accessToken").asText();
  }

  public String refreshToken() {
    return signedIn.get("refreshToken").asText();
  }

  public String session() {
    return signedIn.get("sessionId").asText();
  }

  public String password() {
    return PASSWORD;
  }

  public Rest rest() {
    return new Rest(url, token());
  }

  public String directWith(Person other) {
    return open(Map.of("kind", "direct", "members", List.of(other.id())));
  }

  public String group(String title, Person... others) {
    return open(
        Map.of(
            "kind",
            "group",
            "title",
            title,
            "members",
            List.of(others).stream().map(Person::id).toList()));
  }

  @CanIgnoreReturnValue
  public Rest.Answer say(String conversation, String clientId, String text) {
    return rest()
        .post(
            "/v1/conversations/" + conversation + "/messages",
            Map.of("clientId", clientId, "text", text));
  }

  /// A file of theirs, as it is known once it is there.
  public JsonNode upload(String name, String content) {
    Rest.Answer answer =
        rest()
            .send(
                "POST",
                "/v1/media",
                Rest.form("b", name, content.getBytes(StandardCharsets.UTF_8)),
                Map.of("Content-Type", "multipart/form-data; boundary=b"));
    if (answer.status() != 201) {
      throw new AssertionError("no file: " + answer.body());
    }
    return answer.body();
  }

  /// A signed-in socket that hears nothing yet.
  public TestSocket socket() {
    return TestSocket.open(clients, url, token());
  }

  /// A socket whose event stream begins now, once it has.
  public TestSocket listening() {
    return listening(null);
  }

  /// A socket whose event stream resumes, once it has caught up.
  public TestSocket listening(String cursor) {
    TestSocket socket = socket();
    socket.register(cursor);
    socket.awaitCaughtUp();
    return socket;
  }

  private String open(Map<String, Object> body) {
    return rest().post("/v1/conversations", body).body().get("id").asText();
  }
}
