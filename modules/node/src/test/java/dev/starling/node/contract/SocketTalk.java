package dev.starling.node.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.starling.node.Person;
import dev.starling.node.TestCluster;
import dev.starling.node.TestSocket;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Three people who try every command of the document on a node.
///
/// @param succeeded the addresses that were answered
/// @param failed those that were refused
/// @param sockets all that were opened, with what they heard
record SocketTalk(
    AsyncApi api,
    Set<String> succeeded,
    Set<String> failed,
    List<TestSocket> sockets,
    Person alice,
    Person bob,
    Person carol) {

  static SocketTalk on(TestCluster cluster) {
    return new SocketTalk(
        new AsyncApi(),
        new TreeSet<>(),
        new TreeSet<>(),
        new ArrayList<>(),
        cluster.person("alice", 0),
        cluster.person("bob", 0),
        cluster.person("carol", 0));
  }

  TestSocket listenTo(TestSocket socket) {
    sockets.add(socket);
    return socket;
  }

  /// A command as the document has it, and an answer that is no failure.
  @CanIgnoreReturnValue
  JsonNode answers(TestSocket socket, String address, Object body) {
    assertThat(api.commandProblems(address, command(address, body))).isEmpty();
    JsonNode answer = ask(socket, address, body);
    assertThat(answer.get("type").asText()).as("%s", answer).isEqualTo("rec");
    succeeded.add(address);
    return answer.get("body");
  }

  /// A command as the document has it, which fails all the same.
  void fails(TestSocket socket, String address, Object body, ErrorCode code) {
    assertThat(api.commandProblems(address, command(address, body))).isEmpty();
    askFailing(socket, address, body, code);
  }

  /// A command that the document does not allow, and the server neither.
  void isRefused(TestSocket socket, String address, Object body, ErrorCode code) {
    assertThat(api.commandProblems(address, command(address, body))).isNotEmpty();
    askFailing(socket, address, body, code);
  }

  private void askFailing(TestSocket socket, String address, Object body, ErrorCode code) {
    JsonNode answer = ask(socket, address, body);
    assertThat(answer.path("failureCode").asInt()).as("%s", answer).isEqualTo(code.number());
    failed.add(address);
  }

  private JsonNode ask(TestSocket socket, String address, Object body) {
    JsonNode answer = socket.ask(address, body).await();
    assertThat(api.answerProblems(address, answer)).as("%s: %s", address, answer).isEmpty();
    return answer;
  }

  private static JsonNode command(String address, Object body) {
    return tree(Map.of("type", "send", "address", address, "replyAddress", "r1", "body", body));
  }

  static JsonNode tree(Object value) {
    return Json.read(Json.write(value), JsonNode.class);
  }
}
