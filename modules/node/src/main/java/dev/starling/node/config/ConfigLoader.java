package dev.starling.node.config;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Reads a node's configuration: the defaults, then a YAML file, then the environment. A key that
/// is not known, or a value that cannot be, stops the node and names itself.
public final class ConfigLoader {

  public static final String ENVIRONMENT_PREFIX = "STARLING_";

  private static final ObjectMapper MAPPER = mapper();

  private ConfigLoader() {}

  /// Every key there is, in order.
  static List<String> keys() {
    return defaults().keys();
  }

  /// @param file null for none
  public static NodeConfig load(Path file, Map<String, String> environment) {
    ConfigTree tree = defaults();
    if (file != null) {
      tree.merge(read(file));
    }
    tree.override(ENVIRONMENT_PREFIX, environment);
    try {
      return MAPPER.treeToValue(tree.root(), NodeConfig.class);
    } catch (JsonProcessingException e) {
      throw new ConfigException(Complaint.about(e));
    }
  }

  private static ConfigTree defaults() {
    return new ConfigTree(MAPPER.valueToTree(NodeConfig.DEFAULTS));
  }

  /// What a file says is meant: nothing is rounded, guessed or taken for something else.
  private static ObjectMapper mapper() {
    ObjectMapper mapper =
        YAMLMapper.builder()
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .serializationInclusion(JsonInclude.Include.ALWAYS)
            .addModule(new SettingsModule())
            .build();
    for (LogicalType type : List.of(LogicalType.Integer, LogicalType.Boolean, LogicalType.Enum)) {
      mapper
          .coercionConfigFor(type)
          .setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail)
          .setAcceptBlankAsEmpty(false);
    }
    return mapper;
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
      throw new ConfigException(file + ", " + Complaint.aboutText(e));
    } catch (NoSuchFileException e) {
      throw new ConfigException(file + ": there is no such file");
    } catch (CharacterCodingException e) {
      throw new ConfigException(file + ": not a text in UTF-8");
    } catch (IOException e) {
      throw new ConfigException(file + ": cannot be read (" + e.getMessage() + ")");
    }
  }
}
