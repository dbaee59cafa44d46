package dev.starling.bench.capacity;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The numbers that everything follows from. Lines of `name = value`, each below a comment that
/// says where the number comes from: `# Given: …`, `# Measured: …` or `# Assumed: …`.
public final class Inputs {

  /// @param source what its comment says
  public record Input(String name, double value, String source) {}

  private static final List<String> KINDS = List.of("Given: ", "Measured: ", "Assumed: ");
  private static final String DEFAULTS = "inputs.properties";

  private final Map<String, Input> all;

  private Inputs(Map<String, Input> all) {
    this.all = Collections.unmodifiableMap(all);
  }

  public static Inputs defaults() {
    try (InputStream file = Inputs.class.getResourceAsStream(DEFAULTS)) {
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      return new Inputs(parse(text));
    } catch (IOException e) {
      throw new IllegalStateException(DEFAULTS + " is not on the class path", e);
    }
  }

  /// These, but for what the text says otherwise. A name that is not known is refused, because a
  /// misspelt assumption would be none.
  public Inputs with(String text) {
    Map<String, Input> changed = new LinkedHashMap<>(all);
    parse(text)
        .forEach(
            (name, input) -> {
              if (!all.containsKey(name)) {
                throw new IllegalArgumentException(
                    name + ": not an input (there are: " + String.join(", ", all.keySet()) + ")");
              }
              changed.put(name, input);
            });
    return new Inputs(changed);
  }

  public double of(String name) {
    Input input = all.get(name);
    if (input == null) {
      throw new IllegalStateException("no input " + name);
    }
    return input.value();
  }

  public Collection<Input> all() {
    return all.values();
  }

  private static Map<String, Input> parse(String text) {
    Map<String, Input> inputs = new LinkedHashMap<>();
    List<String> comment = new ArrayList<>();
    int number = 0;
    for (String line : text.lines().map(String::strip).toList()) {
      number++;
      if (line.isEmpty()) {
        comment.clear();
      } else if (line.startsWith("#")) {
        comment.add(line.substring(1).strip());
      } else {
        Input input = input(line, number, String.join(" ", comment));
        if (inputs.put(input.name(), input) != null) {
          throw new IllegalArgumentException(input.name() + ": stands there twice");
        }
        comment.clear();
      }
    }
    return inputs;
  }

  private static Input input(String line, int number, String source) {
    int equals = line.indexOf('=');
    if (equals < 1) {
      throw new IllegalArgumentException(
          "line " + number + ": '" + line + "' (expected: name = value)");
    }
    String name = line.substring(0, equals).strip();
    String value = line.substring(equals + 1).strip();
    if (KINDS.stream().noneMatch(source::startsWith)) {
      throw new IllegalArgumentException(
          name + ": without a comment above that says Given:, Measured: or Assumed:");
    }
    try {
      return new Input(name, checked(name, Double.parseDouble(value)), source);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + ": '" + value + "' (expected: a number)", e);
    }
  }

  private static double checked(String name, double value) {
    if (!(value >= 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: 0 or more)");
    }
    return value;
  }
}
