package dev.starling.node.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// What is wrong with a setting, in one line for the person who wrote it: the key, the value, and
/// what would have been right. Never shows the value of a setting that may hold a password.
final class Complaint {

  private Complaint() {}

  static String about(JsonProcessingException e) {
    String key = e instanceof JsonMappingException mapping ? key(mapping) : "configuration";
    if (e instanceof ValueInstantiationException
        && e.getCause() instanceof IllegalArgumentException check) {
      return named(key, check.getMessage());
    }
    Class<?> type = e instanceof MismatchedInputException wrong ? wrong.getTargetType() : null;
    Object value = e instanceof InvalidFormatException wrong ? wrong.getValue() : null;
    String shown = value == null || URI.class.equals(type) ? "not possible" : "'" + value + "'";
    return key + ": " + shown + " (expected: " + expected(type) + ")";
  }

  /// Without the piece of the text that the parser shows, which may hold a password.
  static String aboutText(JsonProcessingException e) {
    String what =
        e.getOriginalMessage()
            .lines()
            .filter(line -> !line.startsWith(" "))
            .collect(Collectors.joining(", "));
    return e.getLocation() == null
        ? "not YAML: " + what
        : "line " + e.getLocation().getLineNr() + ": " + what;
  }

  /// A record's own check names the key, from its section on when it knows where it stands.
  private static String named(String place, String complaint) {
    String section = place.split("\\.", 2)[0];
    return complaint.startsWith(section + ".") ? complaint : place + "." + complaint;
  }

  private static String key(JsonMappingException e) {
    return e.getPath().stream()
        .map(Reference::getFieldName)
        .filter(name -> name != null) // A list's element is named by its list.
        .collect(Collectors.joining("."));
  }

  private static String expected(Class<?> type) {
    if (type == null) {
      return "a number that fits";
    }
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
          .collect(Collectors.joining(" or "));
    }
    if (type.equals(Duration.class)) {
      return "a duration like 250ms, 10s, 5m, 24h, 30d";
    }
    if (type.equals(URI.class)) {
      return "a URL like http://host:port";
    }
    if (type.equals(boolean.class)) {
      return "true or false";
    }
    return type.isPrimitive() ? "a whole number" : "another kind of value";
  }
}
