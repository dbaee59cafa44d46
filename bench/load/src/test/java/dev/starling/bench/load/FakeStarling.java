package dev.starling.bench.load;

import com.fasterxml.jackson.databind.JsonNode;
import dev.starling.wire.frame.ServerFrame;
import dev.starling.wire.json.Json;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// As much of two nodes as the generator speaks to, in memory, with a fault that it has on purpose.
/// The real one lies in a module that this one must not know.
final class FakeStarling implements AutoCloseable {

  /// What happens to every tenth message, on its way to the first of its hearers.
  enum Fault {
    NONE,
    LOSES,
    DOUBLES,
    REORDERS,
    REFUSES,
    DOES_NOT_ANSWER,
    ANSWERS_TWICE,
    INVENTS,
    HANGS_UP
  }

  private static final int EVERY = 10;

  /// So that the last faulty one is followed by others.
  private static final int FAULTY = 4;

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final Fault fault;
  private final HttpServer server;
  private final HttpServer second;
  private final Map<String, ServerWebSocket> sockets = new HashMap<>();
  private final Map<String, List<String>> conversations = new HashMap<>();
  private final Map<String, String> heldBack = new HashMap<>();

  /// What each person has been sent, or would have been.
  private final Map<String, List<String>> events = new HashMap<>();

  private final Map<String, Integer> heads = new HashMap<>();
  private final Set<String> reacted = new HashSet<>();
  private int accounts;
  private int stories;
  private int messages;

  /// Negative without an index.
  private int unindexed = -1;

  FakeStarling(Fault fault) {
    this.fault = fault;
    this.server = listen();
    this.second = listen();
  }

  private HttpServer listen() {
    return vertx
        .createHttpServer()
        .requestHandler(this::serve)
        .webSocketHandler(this::accept)
        .listen(0, "127.0.0.1")
        .await();
  }

  int port() {
    return server.actualPort();
  }

  int secondPort() {
    return second.actualPort();
  }

  /// Sockets and all.
  void killSecond() {
    second.close().await();
  }

  /// From now on there is an index, which is so many batches behind.
  void indexLater(int batches) {
    unindexed = batches;
  }

  int accounts() {
    return accounts;
  }

  @Override
  public void close() {
    vertx.close().await();
  }

  private void serve(HttpServerRequest request) {
    request.body().onSuccess(body -> answer(request, body));
  }

  private void answer(HttpServerRequest request, Buffer body) {
    if (request.method().equals(HttpMethod.GET)) {
      seen(request);
      return;
    }
    if (request.path().startsWith("/v1/contacts/")) {
      request.response().setStatusCode(204).end();
      return;
    }
    JsonNode asked = Json.read(body.getBytes(), JsonNode.class);
    switch (request.path()) {
      case "/v1/accounts" -> {
        String id = "u" + accounts++;
        end(request, 201, Map.of("user", Map.of("id", id), "accessToken", "token-of-" + id));
      }
      case "/v1/conversations" -> {
        String id = "c" + conversations.size();
        List<String> members = new ArrayList<>(List.of(owner(request)));
        asked.path("members").forEach(member -> members.add(member.asText()));
        conversations.put(id, members);
        end(request, 201, Map.of("id", id));
      }
      case String path when path.endsWith("/messages") -> {
        String conversation = path.split("/", -1)[3];
        end(request, 201, Map.of("seq", heads.merge(conversation, 1, Integer::sum)));
      }
      case "/v1/stories" -> end(request, 201, Map.of("id", "t" + stories++));
      default -> end(request, 404, Map.of("error", Map.of("name", "UNKNOWN_ROUTE")));
    }
  }

  /// There is nothing to see, but that it was looked for; searching fails as messages do.
  private void seen(HttpServerRequest request) {
    if (request.path().equals("/metrics")) {
      request.response().end(metrics());
      return;
    }
    boolean isRefused = fault == Fault.REFUSES && request.path().equals("/v1/search/messages");
    if (isRefused) {
      end(request, 503, Map.of("error", Map.of("name", "SEARCH_UNAVAILABLE")));
    } else {
      end(request, 200, Map.of("items", List.of()));
    }
  }

  /// At each look a batch less waits for its indexing.
  private String metrics() {
    return unindexed < 0
        ? "starling_sockets 1.0\n"
        : "starling_search_waiting " + (double) waiting() + "\n";
  }

  private int waiting() {
    return unindexed == 0 ? 0 : unindexed--;
  }

  private static void end(HttpServerRequest request, int status, Object body) {
    request.response().setStatusCode(status).end(Buffer.buffer(Json.bytes(body)));
  }

  private static String owner(HttpServerRequest request) {
    return request.getHeader("Authorization").substring("Bearer token-of-".length());
  }

  private void accept(ServerWebSocket socket) {
    String user = socket.headers().get("Authorization").substring("Bearer token-of-".length());
    sockets.put(user, socket);
    socket.textMessageHandler(text -> hear(user, Json.read(text, JsonNode.class)));
  }

  private void hear(String user, JsonNode frame) {
    switch (frame.path("type").asText()) {
      case "register" -> register(user, frame.at("/headers/cursor"));
      case "send" -> commanded(user, frame);
      default -> write(user, ServerFrame.PONG);
    }
  }

  private void commanded(String user, JsonNode frame) {
    switch (frame.path("address").asText()) {
      case "message.send" -> said(user, frame.path("replyAddress").asText(), frame.path("body"));
      case "message.react" ->
          reacted(user, frame.path("replyAddress").asText(), frame.path("body"));
      case "conversation.read", "conversation.events", "story.view" ->
          write(user, ServerFrame.rec(frame.path("replyAddress").asText(), "{}"));
      default -> throw new IllegalArgumentException("no such command: " + frame);
    }
  }

  /// The cursor is how many events of the person there have been.
  private void register(String user, JsonNode cursor) {
    List<String> all = events.computeIfAbsent(user, anew -> new ArrayList<>());
    if (!cursor.isMissingNode()) {
      all.subList(cursor.asInt(), all.size()).forEach(event -> write(user, event));
    }
    write(
        user,
        ServerFrame.rec("inbox", "{\"type\":\"caught-up\",\"cursor\":\"" + all.size() + "\"}"));
  }

  private void said(String user, String question, JsonNode message) {
    String text = message.path("text").asText();
    String conversation = message.path("conversation").asText();
    int seq = heads.merge(conversation, 1, Integer::sum);
    happened(user, question, conversation, Map.of("type", "message", "text", text, "seq", seq));
  }

  private void reacted(String user, String question, JsonNode reaction) {
    String conversation = reaction.path("conversation").asText();
    if (!Character.isEmoji(reaction.path("emoji").asText().codePointAt(0))) {
      throw new IllegalArgumentException("no emoji: " + reaction);
    }
    boolean adds = !reaction.path("remove").asBoolean();
    String place = user + " " + conversation + " " + reaction.path("seq").asLong();
    if (adds ? !reacted.add(place) : !reacted.remove(place)) {
      write(user, ServerFrame.rec(question, "{\"seq\":1}")); // It was so already.
      return;
    }
    Map<String, Object> event =
        Map.of(
            "type",
            "reaction",
            "seq",
            heads.merge(conversation, 1, Integer::sum),
            "target",
            reaction.path("seq").asLong(),
            "added",
            adds);
    happened(user, question, conversation, event);
  }

  private void happened(
      String user, String question, String conversation, Map<String, Object> what) {
    String event = ServerFrame.rec("inbox", Json.write(what));
    List<String> members = conversations.get(conversation);
    List<String> others = new ArrayList<>(members);
    others.remove(user);
    boolean isFaulty = messages++ % EVERY == FAULTY;
    String answer = ServerFrame.rec(question, "{\"seq\":1}");
    tell(user, event); // Their own device hears it too.
    if (!isFaulty) {
      write(user, answer);
      others.forEach(other -> tell(other, event));
      releaseHeldBack(others.getFirst());
      return;
    }
    others.stream().skip(1).forEach(other -> tell(other, event));
    fail(user, question, answer, others.getFirst(), event);
  }

  private void fail(String user, String question, String answer, String other, String event) {
    switch (fault) {
      case NONE -> {
        write(user, answer);
        tell(other, event);
      }
      case LOSES -> write(user, answer);
      case DOUBLES -> {
        write(user, answer);
        tell(other, event);
        tell(other, event);
      }
      case REORDERS -> {
        write(user, answer);
        heldBack.put(other, event);
      }
      case REFUSES ->
          write(
              user,
              "{\"type\":\"err\",\"address\":\""
                  + question
                  + "\",\"failureCode\":501,\"message\":\"\"}");
      case DOES_NOT_ANSWER -> tell(other, event);
      case ANSWERS_TWICE -> {
        write(user, answer);
        write(user, answer);
        tell(other, event);
      }
      case INVENTS -> {
        write(user, answer);
        tell(other, event);
        tell(other, event.replaceAll("n\\d+", "n123456"));
      }
      case HANGS_UP -> sockets.get(user).close((short) 4001, "slow");
    }
  }

  private void releaseHeldBack(String receiver) {
    String event = heldBack.remove(receiver);
    if (event != null) {
      tell(receiver, event);
    }
  }

  private void tell(String user, String event) {
    events.computeIfAbsent(user, anew -> new ArrayList<>()).add(event);
    write(user, event);
  }

  private void write(String user, String frame) {
    ServerWebSocket socket = sockets.get(user);
    if (socket != null && !socket.isClosed()) {
      socket.writeTextMessage(frame);
    }
  }
}
