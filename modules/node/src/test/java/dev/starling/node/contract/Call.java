package dev.starling.node.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.starling.node.Rest;
import dev.starling.node.contract.OpenApi.Operation;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.json.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// One request, held to the document, and its answer, held to it too.
final class Call {

  private static final String BOUNDARY = "xXxXx";

  private final OpenApi api;
  private final Operation operation;
  private final Rest rest;
  private final Driven driven;
  private final Map<String, String> parameters = new TreeMap<>();
  private final Map<String, String> headers = new LinkedHashMap<>();
  private byte[] body;

  Call(OpenApi api, Operation operation, Rest rest, Driven driven) {
    this.api = api;
    this.operation = operation;
    this.rest = rest;
    this.driven = driven;
    if (operation.hasBody()) {
      headers.put("Content-Type", "application/json");
    }
  }

  @CanIgnoreReturnValue
  Call with(String parameter, Object value) {
    if (operation.takesInHeader(parameter)) {
      headers.put(parameter, value.toString());
    } else {
      parameters.put(parameter, value.toString());
    }
    return this;
  }

  Call header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  @CanIgnoreReturnValue
  Call body(Object value) {
    body = Json.bytes(value);
    return this;
  }

  Call raw(String text) {
    body = text.getBytes(StandardCharsets.UTF_8);
    return this;
  }

  /// A form with one file.
  @CanIgnoreReturnValue
  Call form(String name, byte[] file) {
    headers.put("Content-Type", "multipart/form-data; boundary=" + BOUNDARY);
    body = Rest.form(BOUNDARY, name, file);
    return this;
  }

  /// A piece of an upload.
  @CanIgnoreReturnValue
  Call piece(byte[] bytes) {
    headers.put("Content-Type", "application/offset+octet-stream");
    body = bytes;
    return this;
  }

  /// A request and an answer as the document has them.
  ///
  /// @return the answer's body, null when it has none
  @CanIgnoreReturnValue
  JsonNode answers(int status) {
    assertThat(requestProblems()).as("request of %s", operation.id()).isEmpty();
    return send(status).body();
  }

  /// A request as the document has it, which fails all the same.
  void fails(int status, ErrorCode code) {
    assertThat(requestProblems()).as("request of %s", operation.id()).isEmpty();
    sendFailing(status, code);
  }

  /// A request that the document does not allow, and the server neither.
  void isRefused(int status, ErrorCode code) {
    assertThat(requestProblems()).as("request of %s", operation.id()).isNotEmpty();
    sendFailing(status, code);
  }

  /// A request that breaks a rule which a schema cannot say.
  void isRefusedByRule(int status, ErrorCode code) {
    sendFailing(status, code);
  }

  @CanIgnoreReturnValue
  Rest.Answer send(int status) {
    Rest.Answer answer = rest.send(operation.method().toUpperCase(), target(), body, headers);
    String shown = operation.id() + " " + parameters + " answered " + answer.body();
    assertThat(answer.status()).as(shown).isEqualTo(status);
    assertThat(
            api.answerProblems(
                operation,
                answer.status(),
                answer.raw().headers(),
                answer.raw().body(),
                answer.body()))
        .as(shown)
        .isEmpty();
    driven.add(operation, status);
    return answer;
  }

  private void sendFailing(int status, ErrorCode code) {
    Rest.Answer answer = send(status);
    if (operation.isHead()) {
      return;
    }
    assertThat(answer.errorName())
        .as("%s: %s", operation.id(), answer.body())
        .isEqualTo(code.name());
    assertThat(answer.errorCode()).isEqualTo(code.number());
  }

  private Iterable<String> requestProblems() {
    Map<String, String> given = new TreeMap<>(parameters);
    headers.forEach(
        (name, value) -> {
          if (operation.takes(name)) {
            given.put(name, value);
          }
        });
    return api.requestProblems(operation, given, readable());
  }

  /// Null when it is no JSON, which is as good as none.
  private JsonNode readable() {
    try {
      return body == null ? null : Json.read(body, JsonNode.class);
    } catch (Failure noJson) {
      return null;
    }
  }

  private String target() {
    String path = operation.path();
    Map<String, String> query = new TreeMap<>();
    for (Map.Entry<String, String> parameter : parameters.entrySet()) {
      String inPath = "{" + parameter.getKey() + "}";
      if (path.contains(inPath)) {
        path = path.replace(inPath, encoded(parameter.getValue()));
      } else {
        query.put(parameter.getKey(), parameter.getValue());
      }
    }
    return query.isEmpty()
        ? path
        : path
            + query.entrySet().stream()
                .map(one -> one.getKey() + "=" + encoded(one.getValue()))
                .collect(Collectors.joining("&", "?", ""));
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
