package dev.starling.rest;

import java.util.Map;
import java.util.TreeMap;

/// What a call answers.
///
/// @param body a record to be written as JSON, null for none
/// @param headers beyond those that every answer has
record Answer(int status, Object body, Map<String, String> headers) {

  private static final Answer NOTHING = new Answer(204, null, Map.of());

  static Answer ok(Object body) {
    return new Answer(200, body, Map.of());
  }

  static Answer created(Object body) {
    return new Answer(201, body, Map.of());
  }

  /// For what goes on after the answer.
  static Answer accepted(Object body) {
    return new Answer(202, body, Map.of());
  }

  /// For what is the same however often it is asked.
  static Answer createdOrFound(boolean isNew, Object body) {
    return isNew ? created(body) : ok(body);
  }

  static Answer nothing(Object ignored) {
    return NOTHING;
  }

  Answer with(String header, Object value) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(header, value.toString());
    return new Answer(status, body, Map.copyOf(more));
  }
}
