package dev.starling.rest;

/// What a call answers.
///
/// @param body a record to be written as JSON, null for none
record Answer(int status, Object body) {

  private static final Answer NOTHING = new Answer(204, null);

  static Answer ok(Object body) {
    return new Answer(200, body);
  }

  static Answer created(Object body) {
    return new Answer(201, body);
  }

  /// For what is the same however often it is asked.
  static Answer createdOrFound(boolean isNew, Object body) {
    return isNew ? created(body) : ok(body);
  }

  static Answer nothing(Object ignored) {
    return NOTHING;
  }
}
