package dev.starling.node.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Holds the documented configuration to the code, both ways.
class ReferenceTest {

  private static final Path REFERENCE =
      Path.of(System.getProperty("starling.root"), "cluster-config", "starling.yaml");

  @Test
  void itIsTheDefaults() {
    assertThat(ConfigLoader.load(REFERENCE, Map.of())).isEqualTo(NodeConfig.DEFAULTS);
  }

  @Test
  void itHasEveryKey() throws IOException {
    JsonNode written = new YAMLMapper().readTree(Files.readString(REFERENCE));

    assertThat(keys("", written)).containsExactlyElementsOf(ConfigLoader.keys());
  }

  @Test
  void everyKeyIsExplained() throws IOException {
    List<String> lines = Files.readAllLines(REFERENCE);

    for (int i = 1; i < lines.size(); i++) {
      if (lines.get(i).matches("[a-z]+:")) {
        assertThat(lines.get(i - 1)).as("before %s", lines.get(i)).startsWith("# ");
      } else if (lines.get(i).matches(" {2}[a-zA-Z]+: .*")) {
        assertThat(lines.get(i - 1)).as("before %s", lines.get(i)).startsWith("  # ");
      }
    }
  }

  private static List<String> keys(String path, JsonNode section) {
    List<String> keys = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : section.properties()) {
      if (entry.getValue().isObject()) {
        keys.addAll(keys(path + entry.getKey() + ".", entry.getValue()));
      } else {
        keys.add(path + entry.getKey());
      }
    }
    return keys;
  }
}
