package dev.starling.node.config;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/// Reads a node's configuration: the defaults, then a YAML file, then the environment. A key that
/// is not known, or a value that cannot be, stops the node and names itself.
public final class ConfigLoader {

  public static final String ENVIRONMENT_PREFIX = "STARLING_";

  private static final ObjectMapper MAPPER =
      YAMLMapper.builder()
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .serializationInclusion(JsonInclude.Include.ALWAYS)
          .addModule(new DurationModule())
          .build();

  private ConfigLoader() {}

  /// @param file null for none
  public static NodeConfig load(Path file, Map<String, String> environment) {
    ConfigTree tree = new ConfigTree(MAPPER.valueToTree(NodeConfig.DEFAULTS));
    if (file != null) {
      tree.merge(read(file));
    }
    tree.override(ENVIRONMENT_PREFIX, environment);
    try {
      return MAPPER.treeToValue(tree.root(), NodeConfig.class);
    } catch (JsonProcessingException e) {
      throw new ConfigException(reason(e));
    }
  }

  private static ObjectNode read(Path file) {
    try {
      JsonNode read = MAPPER.readTree(Files.readString(file));
      if (read == null || read.isMissingNode() || read.isNull()) {
        return MAPPER.createObjectNode();
      }
      if (read instanceof ObjectNode sections) {
        return sections;
      }
      throw new ConfigException(file + ": expected sections with keys");
    } catch (JsonProcessingException e) {
      throw new ConfigException(
          file + ", line " + e.getLocation().getLineNr() + ": " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new ConfigException(file + ": cannot be read (" + e.getMessage() + ")");
    }
  }

  /// A record's own check names the key; a value of a wrong kind is named by its place.
  private static String reason(JsonProcessingException e) {
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof IllegalArgumentException check) {
        return check.getMessage();
      }
    }
    String place =
        e instanceof JsonMappingException mapping
            ? mapping.getPath().stream()
                .map(
                    step ->
                        step.getFieldName() != null
                            ? step.getFieldName()
                            : String.valueOf(step.getIndex()))
                .collect(Collectors.joining("."))
            : "configuration";
    return place + ": " + e.getOriginalMessage().lines().findFirst().orElse("not readable");
  }
}
