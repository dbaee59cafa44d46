package dev.starling.node.contract;

import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.starling.node.TestCluster;
import dev.starling.wire.json.Json;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocketClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Sockets as they are on the wire: with SockJS's own frames around ours, and upgrades that fail.
final class RawSockets implements AutoCloseable {

  private final Vertx vertx = Vertx.vertx();
  private final WebSocketClient client = vertx.createWebSocketClient();
  private final TestCluster cluster;

  RawSockets(TestCluster cluster) {
    this.cluster = cluster;
  }

  /// How a plain WebSocket is refused.
  UpgradeRejectedException refusal(String query) {
    return catchThrowableOfType(
        UpgradeRejectedException.class,
        () ->
            client
                .connect(cluster.port(0), "127.0.0.1", "/eventbus/websocket" + query)
                .await()
                .close());
  }

  /// The frames that come over SockJS before the server ends the session.
  List<JsonNode> sockJsUntilClosed(String query) {
    List<String> heard = sockJs(query);
    await().until(() -> heard.stream().anyMatch(text -> text.startsWith("c[")));
    return frames(heard);
  }

  /// The first frames that come over SockJS, at least as many as are waited for.
  List<JsonNode> sockJs(String query, int count, String... says) {
    List<String> heard = sockJs(query, says);
    await().until(() -> frames(heard).size() >= count);
    return frames(heard);
  }

  private List<String> sockJs(String query, String... says) {
    List<String> heard = new CopyOnWriteArrayList<>();
    // Before it connects, because the server may speak at once, and end.
    ClientWebSocket socket = client.webSocket();
    socket.textMessageHandler(heard::add);
    socket.connect(cluster.port(0), "127.0.0.1", "/eventbus/000/session/websocket" + query).await();
    for (String frame : says) {
      socket.writeTextMessage(Json.write(List.of(frame)));
    }
    return heard;
  }

  private static List<JsonNode> frames(List<String> heard) {
    List<JsonNode> frames = new ArrayList<>();
    heard.stream()
        .filter(text -> text.startsWith("a["))
        .forEach(
            text ->
                Json.read(text.substring(1), JsonNode.class)
                    .forEach(frame -> frames.add(Json.read(frame.asText(), JsonNode.class))));
    return frames;
  }

  @Override
  public void close() {
    vertx.close().await();
  }
}
