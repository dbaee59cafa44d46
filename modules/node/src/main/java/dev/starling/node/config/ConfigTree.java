package dev.starling.node.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/// The settings as a tree: begins with every key at its default, and takes only keys it has.
final class ConfigTree {

  private static final String FILE = "_FILE";

  private final ObjectNode root;
  private final ObjectNode defaults;

  ConfigTree(ObjectNode defaults) {
    this.root = defaults;
    this.defaults = defaults.deepCopy();
  }

  ObjectNode root() {
    return root;
  }

  List<String> keys() {
    return List.copyOf(environmentNames("").values());
  }

  /// Takes what a file says.
  void merge(ObjectNode file) {
    merge("", root, file);
  }

  /// Takes what the environment says: `STARLING_POSTGRES_URI` is `postgres.uri`, lists are
  /// separated by commas, and `STARLING_POSTGRES_PASSWORD_FILE` names a file that holds
  /// `postgres.password`.
  void override(String prefix, Map<String, String> environment) {
    Map<String, String> keys = environmentNames(prefix);
    environment.forEach(
        (name, value) -> {
          if (keys.containsKey(name)) {
            set(keys.get(name), value);
          } else if (name.startsWith(prefix)) {
            setFromFile(name, Path.of(value), keys, environment);
          }
        });
  }

  private void setFromFile(
      String name, Path file, Map<String, String> keys, Map<String, String> environment) {
    String setting = name.endsWith(FILE) ? name.substring(0, name.length() - FILE.length()) : name;
    String key = keys.get(setting);
    if (key == null) {
      throw new ConfigException(
          "unknown setting " + name + nearest(name, List.copyOf(keys.keySet())));
    }
    if (environment.containsKey(setting)) {
      throw new ConfigException(name + ": " + setting + " is set as well (expected: one of them)");
    }
    try {
      set(key, Files.readString(file).strip());
    } catch (IOException e) {
      throw new ConfigException(name + ": cannot read " + file);
    }
  }

  private void merge(String path, ObjectNode into, ObjectNode from) {
    for (Map.Entry<String, JsonNode> entry : from.properties()) {
      String key = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
      JsonNode known = into.get(entry.getKey());
      if (known == null) {
        List<String> siblings = into.properties().stream().map(Map.Entry::getKey).toList();
        throw new ConfigException("unknown key " + key + nearest(entry.getKey(), siblings));
      }
      JsonNode value = entry.getValue();
      if (!(known instanceof ObjectNode section)) {
        check(key, known, value);
        into.set(entry.getKey(), value);
      } else if (value instanceof ObjectNode values) {
        merge(key, section, values);
      } else if (!value.isNull()) { // A section with every key commented out says nothing.
        throw new ConfigException(key + ": expected a section with keys");
      }
    }
  }

  /// Shows no value: this may be a secret.
  private static void check(String key, JsonNode known, JsonNode value) {
    if (known.isArray() && !value.isArray()) {
      throw new ConfigException(key + ": not a list (expected: [one, another])");
    }
    if (!known.isArray() && value.isContainerNode()) {
      throw new ConfigException(key + ": expected one value");
    }
    if (value.isNull() && !known.isNull()) {
      throw new ConfigException(key + ": no value (leave the key out for its default)");
    }
  }

  private void set(String key, String value) {
    String[] steps = key.split("\\.", -1);
    ObjectNode section = root;
    for (int i = 0; i < steps.length - 1; i++) {
      section = (ObjectNode) section.get(steps[i]);
    }
    String last = steps[steps.length - 1];
    if (section.get(last).isArray()) {
      ArrayNode list = section.putArray(last);
      Arrays.stream(value.split(",", -1))
          .map(String::trim)
          .filter(item -> !item.isEmpty())
          .forEach(list::add);
    } else if (value.isEmpty() && defaults.at("/" + key.replace('.', '/')).isNull()) {
      section.putNull(last);
    } else {
      section.set(last, TextNode.valueOf(value));
    }
  }

  private Map<String, String> environmentNames(String prefix) {
    Map<String, String> names = new LinkedHashMap<>();
    collect(prefix, "", root, names);
    return names;
  }

  private static void collect(
      String prefix, String path, ObjectNode section, Map<String, String> names) {
    for (Map.Entry<String, JsonNode> entry : section.properties()) {
      String key = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
      if (entry.getValue() instanceof ObjectNode inner) {
        collect(prefix, key, inner, names);
      } else {
        names.put(prefix + environmentName(key), key);
      }
    }
  }

  private static String environmentName(String key) {
    return Arrays.stream(key.split("\\.", -1))
        .map(step -> step.replaceAll("([a-z])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT))
        .collect(Collectors.joining("_"));
  }

  /// People mistake capitals more often than letters, so these do not count.
  private static String nearest(String name, List<String> known) {
    ToIntFunction<String> distance =
        other -> Distance.between(name.toLowerCase(Locale.ROOT), other.toLowerCase(Locale.ROOT));
    return known.stream()
        .min(Comparator.comparingInt(distance))
        .filter(other -> distance.applyAsInt(other) <= Math.max(2, name.length() / 3))
        .map(other -> " (did you mean " + other + "?)")
        .orElse("");
  }
}
