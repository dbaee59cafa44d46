package dev.starling.search.index;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// What things are called in Elasticsearch: `starling-message-v2` is asked, and stands for the
/// indices of one generation, such as `starling-message-v2-g1-2026.11`.
///
/// @param prefix what all names begin with
record IndexNames(String prefix) {

  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("uuuu.MM").withZone(ZoneOffset.UTC);

  /// What searches ask.
  String alias() {
    return prefix + "-message-v" + MessageIndex.MAPPING;
  }

  /// The indices of all generations.
  String all() {
    return alias() + "-g*";
  }

  /// The indices of one generation.
  String all(int generation) {
    return template(generation) + "-*";
  }

  String template(int generation) {
    return alias() + "-g" + generation;
  }

  /// The one that messages of this time belong into.
  String index(int generation, Instant at) {
    return template(generation) + "-" + MONTH.format(at);
  }
}
