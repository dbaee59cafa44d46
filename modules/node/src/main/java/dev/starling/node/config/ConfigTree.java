package dev.starling.node.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// The settings as a tree: begins with every key at its default, and takes only keys it has.
final class ConfigTree {

  private final ObjectNode root;

  ConfigTree(ObjectNode defaults) {
    this.root = defaults;
  }

  ObjectNode root() {
    return root;
  }

  /// Takes what a file says.
  void merge(ObjectNode file) {
    merge("", root, file);
  }

  /// Takes what the environment says: `STARLING_POSTGRES_URI` is `postgres.uri`, lists are
  /// separated by commas.
  void override(String prefix, Map<String, String> environment) {
    Map<String, String> keys = environmentNames(prefix);
    environment.forEach(
        (name, value) -> {
          if (name.startsWith(prefix)) {
            String key = keys.get(name);
            if (key == null) {
              throw new ConfigException(
                  "unknown setting " + name + nearest(name, List.copyOf(keys.keySet())));
            }
            set(key, value);
          }
        });
  }

  private void merge(String path, ObjectNode into, ObjectNode from) {
    for (Map.Entry<String, JsonNode> entry : from.properties()) {
      String key = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
      JsonNode known = into.get(entry.getKey());
      if (known == null) {
        List<String> siblings = into.properties().stream().map(Map.Entry::getKey).toList();
        throw new ConfigException("unknown key " + key + nearest(entry.getKey(), siblings));
      }
      if (known instanceof ObjectNode section) {
        if (!(entry.getValue() instanceof ObjectNode values)) {
          throw new ConfigException(key + ": expected a section with keys");
        }
        merge(key, section, values);
      } else {
        into.set(entry.getKey(), entry.getValue());
      }
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

  private static String nearest(String name, List<String> known) {
    return known.stream()
        .min(Comparator.comparingInt(other -> Distance.between(name, other)))
        .filter(other -> Distance.between(name, other) <= Math.max(2, name.length() / 3))
        .map(other -> " (did you mean " + other + "?)")
        .orElse("");
  }
}
