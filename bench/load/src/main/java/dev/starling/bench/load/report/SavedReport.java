package dev.starling.bench.load.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// A report that was written some time ago, as far as it can be compared with another one.
///
/// @param conditions under which it was measured, by name
/// @param figures of all runs, by name
public record SavedReport(
    String scenario,
    String startedAt,
    String commit,
    Map<String, String> conditions,
    Map<String, Spread> figures) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /// What [Results] wrote.
  public static SavedReport read(Path file) throws IOException {
    JsonNode tree = JSON.readTree(file.toFile());
    if (!tree.hasNonNull("scenario") || !tree.path("runs").isArray()) {
      throw new IOException("not a result of scripts/bench");
    }
    return new SavedReport(
        tree.path("scenario").asText(),
        tree.path("startedAt").asText(),
        tree.path("commit").asText(),
        conditions(tree),
        figures(tree.path("runs")));
  }

  private static Map<String, String> conditions(JsonNode tree) {
    Map<String, String> conditions = new LinkedHashMap<>();
    conditions.put("scenario", tree.path("scenario").asText());
    tree.path("settings")
        .properties()
        .forEach(setting -> conditions.put(setting.getKey(), setting.getValue().asText()));
    tree.path("machine")
        .properties()
        .forEach(part -> conditions.put("machine's " + part.getKey(), part.getValue().asText()));
    return conditions;
  }

  private static Map<String, Spread> figures(JsonNode runs) {
    Map<String, Spread> figures = new LinkedHashMap<>();
    for (JsonNode run : runs) {
      for (JsonNode figure : run.path("figures")) {
        String name = figure.path("name").asText();
        figures.put(
            name,
            figures
                .getOrDefault(
                    name,
                    Spread.nothing(figure.path("unit").asText(), figure.path("digits").asInt()))
                .with(figure.path("value").asDouble()));
      }
    }
    return figures;
  }
}
