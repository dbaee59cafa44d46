package dev.starling.node.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.starling.node.Rest;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What openapi.yaml says of requests and answers.
final class OpenApi {

  private static final Set<String> METHODS =
      Set.of("get", "head", "options", "post", "put", "patch", "delete");

  /// @param id the operationId
  record Operation(
      String id, String method, String path, JsonNode spec, List<JsonNode> parameters) {

    /// One in JSON: what else there is has tests of its own.
    boolean hasBody() {
      return spec.at("/requestBody/content").has("application/json");
    }

    /// Whether its answers never have a body, whatever would be in it.
    boolean isHead() {
      return method.equals("head");
    }

    boolean takesInHeader(String parameter) {
      return parameters.stream()
          .filter(one -> one.get("in").asText().equals("header"))
          .anyMatch(one -> one.get("name").asText().equals(parameter));
    }

    boolean needsSignIn() {
      return !spec.path("security").isArray() || !spec.get("security").isEmpty();
    }

    boolean takes(String parameter) {
      return parameters.stream().anyMatch(one -> one.get("name").asText().equals(parameter));
    }

    Set<String> statuses() {
      return Set.copyOf(
          spec.get("responses").properties().stream().map(Map.Entry::getKey).toList());
    }
  }

  private final Document document = Document.openapi();
  private final Map<String, Operation> operations = new TreeMap<>();

  OpenApi() {
    document
        .at("/paths")
        .properties()
        .forEach(
            path ->
                path.getValue().properties().stream()
                    .filter(member -> METHODS.contains(member.getKey()))
                    .map(
                        member ->
                            operation(
                                path.getKey(), member.getKey(), path.getValue(), member.getValue()))
                    .forEach(operation -> operations.put(operation.id(), operation)));
  }

  Document document() {
    return document;
  }

  List<Operation> operations() {
    return List.copyOf(operations.values());
  }

  Operation operation(String id) {
    return operations.get(id);
  }

  /// A call of an operation with what the document gives as examples.
  Call example(Operation operation, Rest rest, Driven driven) {
    Call call = new Call(this, operation, rest, driven);
    operation.parameters().stream()
        .filter(parameter -> parameter.path("required").asBoolean())
        .forEach(
            parameter ->
                call.with(parameter.get("name").asText(), parameter.get("example").asText()));
    JsonNode content = operation.spec().at("/requestBody/content/application~1json");
    if (operation.hasBody()) {
      call.body(
          content.has("example") ? content.get("example") : content.at("/examples/direct/value"));
    } else if (operation.spec().at("/requestBody/content").has("multipart/form-data")) {
      call.form("hi.txt", "hi".getBytes(StandardCharsets.UTF_8));
    } else if (operation.spec().has("requestBody")) {
      call.piece("hi".getBytes(StandardCharsets.UTF_8));
    }
    return call;
  }

  /// What is wrong with a request.
  ///
  /// @param given parameters by name
  /// @param body null for none
  List<String> requestProblems(Operation operation, Map<String, String> given, JsonNode body) {
    List<String> problems = new ArrayList<>();
    given.keySet().stream()
        .filter(name -> !operation.takes(name))
        .forEach(name -> problems.add(name + ": not a parameter of " + operation.id()));
    for (JsonNode parameter : operation.parameters()) {
      String name = parameter.get("name").asText();
      if (given.containsKey(name)) {
        JsonNode schema = parameter.get("schema");
        problems.addAll(document.problems(schema, typed(schema, given.get(name))));
      } else if (parameter.path("required").asBoolean()) {
        problems.add(name + ": required");
      }
    }
    JsonNode schema = operation.spec().at("/requestBody/content/application~1json/schema");
    if (schema.isMissingNode() != (body == null)) {
      problems.add("body: " + (body == null ? "required" : "not wanted"));
    } else if (body != null) {
      problems.addAll(document.problems(schema, body));
    }
    return problems;
  }

  /// What is wrong with an answer.
  ///
  /// @param body null when it is not JSON
  List<String> answerProblems(
      Operation operation, int status, HttpHeaders headers, byte[] bytes, JsonNode body) {
    JsonNode declared = operation.spec().get("responses").path(Integer.toString(status));
    if (declared.isMissingNode()) {
      return List.of("status " + status + " is not one of " + operation.statuses());
    }
    JsonNode response = document.resolve(declared);
    List<String> problems = new ArrayList<>();
    response
        .path("headers")
        .properties()
        .forEach(header -> problems.addAll(headerProblems(header, headers)));
    JsonNode content = response.path("content");
    if (content.isMissingNode() || operation.isHead()) {
      return bytes.length == 0 ? problems : List.of("a body, where none is declared");
    }
    String type = headers.firstValue("Content-Type").orElse("none").split(";", -1)[0];
    if (!content.has(type)) {
      return List.of("Content-Type: " + type + " is not one of " + content);
    }
    JsonNode value = body != null ? body : new TextNode(new String(bytes, StandardCharsets.UTF_8));
    problems.addAll(document.problems(content.get(type).get("schema"), value));
    return problems;
  }

  private List<String> headerProblems(Map.Entry<String, JsonNode> header, HttpHeaders headers) {
    JsonNode spec = document.resolve(header.getValue());
    return headers
        .firstValue(header.getKey())
        .map(value -> document.problems(spec.get("schema"), typed(spec.get("schema"), value)))
        .orElseGet(
            () ->
                spec.path("required").asBoolean()
                    ? List.of("no header " + header.getKey())
                    : List.of());
  }

  private Operation operation(String path, String method, JsonNode pathSpec, JsonNode spec) {
    List<JsonNode> parameters = new ArrayList<>();
    pathSpec.path("parameters").forEach(one -> parameters.add(document.resolve(one)));
    spec.path("parameters").forEach(one -> parameters.add(document.resolve(one)));
    return new Operation(spec.get("operationId").asText(), method, path, spec, parameters);
  }

  /// A text as what its schema wants, if it can be read as that.
  private JsonNode typed(JsonNode schema, String text) {
    boolean isNumber = document.resolve(schema).path("type").asText().equals("integer");
    return isNumber && text.matches("-?\\d{1,18}")
        ? JsonNodeFactory.instance.numberNode(Long.parseLong(text))
        : new TextNode(text);
  }
}
