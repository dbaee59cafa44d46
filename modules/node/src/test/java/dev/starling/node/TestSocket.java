package dev.starling.node;

import static dev.starling.node.Soon.soon;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.starling.wire.frame.ClientFrame;
import dev.starling.wire.json.Json;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.http.WebSocketFrame;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/// A client on a plain WebSocket: keeps what it hears, and matches answers to questions.
public final class TestSocket {

  private static final int WINDOW_BYTES = 1 << 20;

  /// Kept, because a client without a reference is closed by the garbage collector.
  private static final Map<Vertx, WebSocketClient> CLIENTS = new ConcurrentHashMap<>();

  private final WebSocket socket;
  private final AtomicLong replies = new AtomicLong();
  private final Map<String, Promise<JsonNode>> asked = new ConcurrentHashMap<>();
  private final List<JsonNode> frames = new CopyOnWriteArrayList<>();
  private final Promise<Void> closed = Promise.promise();

  private TestSocket(WebSocket socket) {
    this.socket = socket;
    socket.textMessageHandler(this::hear);
    socket.closeHandler(done -> closed.tryComplete());
    socket.exceptionHandler(cause -> {});
  }

  /// @param token null to sign in later, or never
  public static TestSocket open(Vertx vertx, String url, String token) {
    return connect(vertx, url, "/eventbus/websocket", token).await();
  }

  static Future<TestSocket> connect(Vertx vertx, String url, String path, String token) {
    return connectWith(
        vertx, url, path, token == null ? Map.of() : Map.of("Authorization", "Bearer " + token));
  }

  static Future<TestSocket> connectWith(
      Vertx vertx, String url, String path, Map<String, String> headers) {
    URI target = URI.create(url);
    WebSocketConnectOptions options =
        new WebSocketConnectOptions()
            .setHost(target.getHost())
            .setPort(target.getPort())
            .setURI(path);
    headers.forEach(options::putHeader);
    // It listens before it connects, because the server may speak at once.
    ClientWebSocket socket = client(vertx).webSocket();
    TestSocket listening = new TestSocket(socket);
    return socket.connect(options).map(listening);
  }

  private static WebSocketClient client(Vertx vertx) {
    return CLIENTS.computeIfAbsent(
        vertx,
        any ->
            any.createWebSocketClient(
                new WebSocketClientOptions()
                    .setMaxConnections(10_000)
                    .setReceiveBufferSize(WINDOW_BYTES)
                    .setMaxFrameSize(WINDOW_BYTES)
                    .setMaxMessageSize(WINDOW_BYTES)));
  }

  public void write(String frame) {
    socket.writeTextMessage(frame);
  }

  public void writeBinary(Buffer frame) {
    socket.writeBinaryMessage(frame);
  }

  /// One text frame in two parts, of which the second may be any bytes.
  public void writeInParts(String first, Buffer second) {
    socket.writeFrame(WebSocketFrame.textFrame(first, false));
    socket.writeFrame(WebSocketFrame.continuationFrame(second, true));
  }

  public void ping() {
    write(ClientFrame.PING);
  }

  /// @param cursor null to begin now
  public void register(String cursor) {
    Map<String, Object> frame = new LinkedHashMap<>();
    frame.put("type", "register");
    frame.put("address", "inbox");
    if (cursor != null) {
      frame.put("headers", Map.of("cursor", cursor));
    }
    write(Json.write(frame));
  }

  /// The whole answering frame: a `rec` or an `err`.
  public Future<JsonNode> ask(String address, Object body) {
    String reply = "r" + replies.incrementAndGet();
    Promise<JsonNode> answer = Promise.promise();
    asked.put(reply, answer);
    write(
        Json.write(
            Map.of("type", "send", "address", address, "replyAddress", reply, "body", body)));
    return answer.future();
  }

  /// Like [#ask], with a body that is written as it is.
  public Future<JsonNode> askRaw(String address, String body) {
    String reply = "r" + replies.incrementAndGet();
    Promise<JsonNode> answer = Promise.promise();
    asked.put(reply, answer);
    write(
        "{\"type\":\"send\",\"address\":%s,\"replyAddress\":\"%s\",\"body\":%s}"
            .formatted(Json.write(address), reply, body));
    return answer.future();
  }

  public Future<JsonNode> say(String conversation, String clientId, String text) {
    return ask(
        "message.send", Map.of("conversation", conversation, "clientId", clientId, "text", text));
  }

  public List<JsonNode> frames() {
    return frames;
  }

  /// The bodies of what came on the inbox.
  public List<JsonNode> events() {
    return frames.stream()
        .filter(frame -> frame.path("address").asText().equals("inbox"))
        .filter(frame -> frame.get("type").asText().equals("rec"))
        .map(frame -> frame.get("body"))
        .toList();
  }

  public List<JsonNode> events(String type) {
    return events().stream().filter(event -> event.get("type").asText().equals(type)).toList();
  }

  /// The texts of the messages of one conversation, in the order they came.
  public List<String> texts(String conversation) {
    return events("message").stream()
        .filter(event -> event.get("conversation").asText().equals(conversation))
        .map(event -> event.get("text").asText())
        .toList();
  }

  public List<Long> sequences(String conversation) {
    return events().stream()
        .filter(event -> event.path("conversation").asText().equals(conversation))
        .filter(event -> event.has("seq"))
        .map(event -> event.get("seq").asLong())
        .toList();
  }

  public String lastCursor() {
    return events("caught-up").getLast().get("cursor").asText();
  }

  public void awaitCaughtUp() {
    soon().untilAsserted(() -> assertThat(events("caught-up")).isNotEmpty());
  }

  public JsonNode awaitEvent(String type) {
    soon().untilAsserted(() -> assertThat(events(type)).isNotEmpty());
    return events(type).getLast();
  }

  /// The last `err` frame that answers no question, once there are so many.
  public JsonNode awaitError(int count) {
    soon().untilAsserted(() -> assertThat(errors()).hasSize(count));
    return errors().getLast();
  }

  public List<JsonNode> errors() {
    return frames.stream().filter(frame -> frame.get("type").asText().equals("err")).toList();
  }

  public void pause() {
    socket.pause();
  }

  public void resume() {
    socket.resume();
  }

  public void close() {
    socket.close().await();
  }

  /// Completes when the socket is closed, by whomever.
  public Future<Void> closed() {
    return closed.future();
  }

  public short closeCode() {
    return socket.closeStatusCode();
  }

  private void hear(String text) {
    JsonNode frame = Json.read(text, JsonNode.class);
    Promise<JsonNode> answer = asked.remove(frame.path("address").asText());
    if (answer != null) {
      answer.complete(frame);
    } else {
      frames.add(frame);
    }
  }
}
