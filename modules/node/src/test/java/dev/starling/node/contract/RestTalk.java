package dev.starling.node.contract;

import dev.starling.node.Person;
import dev.starling.node.Rest;
import dev.starling.node.TestCluster;
import dev.starling.node.contract.OpenApi.Operation;
import dev.starling.wire.ErrorCode;
import java.util.Map;

/// Three people who try every operation of the document on a node.
///
/// @param driven which answers were seen
record RestTalk(
    TestCluster cluster, OpenApi api, Driven driven, Person alice, Person bob, Person carol) {

  static RestTalk on(TestCluster cluster) {
    return new RestTalk(
        cluster,
        new OpenApi(),
        new Driven(),
        cluster.person("alice", 0),
        cluster.person("bob", 0),
        cluster.person("carol", 0));
  }

  /// Somebody new.
  Person another(String name) {
    return cluster.person(name, 0);
  }

  Call as(Person person, String operation) {
    return with(person.rest(), operation);
  }

  /// Whoever speaks there.
  Call with(Rest rest, String operation) {
    return new Call(api, api.operation(operation), rest, driven);
  }

  Call nobody(String operation) {
    return with(new Rest(url(), null), operation);
  }

  String url() {
    return cluster.url(0).toString();
  }

  /// The operation with the document's own example.
  Call example(Operation operation, String token) {
    return api.example(operation, new Rest(cluster.url(0), token), driven);
  }

  /// Carol is refused in a conversation of the others, and in one that does not exist.
  void membersOnly(String operation, Map<String, Object> body) {
    membersOnly(operation, Map.of(), body);
  }

  /// @param parameters besides the conversation
  void membersOnly(String operation, Map<String, String> parameters, Map<String, Object> body) {
    String others = alice.directWith(bob);
    refused(operation, others, parameters, body).fails(403, ErrorCode.NOT_A_MEMBER);
    refused(operation, "c1", parameters, body).fails(404, ErrorCode.CONVERSATION_NOT_FOUND);
  }

  private Call refused(
      String operation,
      String conversation,
      Map<String, String> parameters,
      Map<String, Object> body) {
    Operation wanted = api.operation(operation);
    Call call = as(carol, operation).with("id", conversation);
    parameters.forEach(
        (name, value) -> {
          if (wanted.takes(name)) {
            call.with(name, value);
          }
        });
    return wanted.hasBody() ? call.body(body) : call;
  }
}
