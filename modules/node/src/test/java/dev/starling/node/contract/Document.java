package dev.starling.node.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/// A document of the public contract, as it is in the jar.
///
/// Its schemas are open, so that a later release may add fields. Here they are closed: a field the
/// document does not know is a problem, because either the server or the document is wrong.
final class Document {

  private static final Set<String> BRANCHES = Set.of("allOf", "anyOf", "oneOf");
  private static final Set<String> CONDITIONS = Set.of("if", "then", "else", "not");
  private static final Pattern ROW =
      Pattern.compile("^\\| (\\d+) \\| `(\\w+)` \\| (.+) \\| (.+) \\|$", Pattern.MULTILINE);

  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          registry ->
              registry.schemaRegistryConfig(
                  SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

  /// A row of a table of numbers.
  record Row(int number, String name, String meaning, String advice) {}

  private final JsonNode root;
  private final Map<JsonNode, Schema> closed = new HashMap<>();

  private Document(JsonNode root) {
    this.root = root;
  }

  static Document openapi() {
    return read("/openapi.yaml");
  }

  static Document asyncapi() {
    return read("/asyncapi.yaml");
  }

  private static Document read(String resource) {
    try (InputStream yaml = Document.class.getResourceAsStream(resource)) {
      return new Document(new YAMLMapper().readTree(yaml));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What a JSON pointer names, following references on the way.
  JsonNode at(String pointer) {
    JsonNode node = root;
    for (String step : pointer.substring(1).split("/", -1)) {
      node = resolve(child(node, step.replace("~1", "/").replace("~0", "~")));
    }
    if (node.isMissingNode()) {
      throw new AssertionError("not in the document: " + pointer);
    }
    return node;
  }

  /// The node itself, or what it refers to.
  JsonNode resolve(JsonNode node) {
    JsonNode reference = node.path("$ref");
    return reference.isTextual() ? at(reference.asText().substring(1)) : node;
  }

  private static JsonNode child(JsonNode node, String step) {
    return node.isArray() ? node.path(Integer.parseInt(step)) : node.path(step);
  }

  /// What is wrong with the value, one sentence each; nothing when it is as the schema says.
  List<String> problems(JsonNode schema, JsonNode value) {
    Schema compiled =
        closed.computeIfAbsent(schema, open -> SCHEMAS.getSchema(inlined(open, false)));
    return compiled.validate(value).stream().map(Error::toString).toList();
  }

  /// The rows of the tables in a text.
  static List<Row> rows(String text) {
    List<Row> rows = new ArrayList<>();
    Matcher row = ROW.matcher(text);
    while (row.find()) {
      rows.add(new Row(Integer.parseInt(row.group(1)), row.group(2), row.group(3), row.group(4)));
    }
    return rows;
  }

  /// Without references, and closed.
  ///
  /// @param isBranch whether it describes a value together with others, so that none of them alone
  ///   may be closed
  private ObjectNode inlined(JsonNode schema, boolean isBranch) {
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    if (schema.has("$ref")) {
      all.setAll((ObjectNode) resolve(schema));
    }
    all.setAll((ObjectNode) schema.deepCopy());
    all.remove(List.of("$ref", "example", "discriminator"));
    ObjectNode result = all.objectNode();
    all.properties().forEach(each -> result.set(each.getKey(), inlined(each)));
    if (!isBranch && knowsItsFields(result)) {
      result.put("unevaluatedProperties", false);
    }
    return result;
  }

  private JsonNode inlined(Map.Entry<String, JsonNode> keyword) {
    JsonNode value = keyword.getValue();
    if (BRANCHES.contains(keyword.getKey())) {
      ArrayNode branches = JsonNodeFactory.instance.arrayNode();
      value.forEach(branch -> branches.add(inlined(branch, true)));
      return branches;
    }
    if (CONDITIONS.contains(keyword.getKey())) {
      return inlined(value, true);
    }
    if (keyword.getKey().equals("properties")) {
      ObjectNode properties = JsonNodeFactory.instance.objectNode();
      value
          .properties()
          .forEach(one -> properties.set(one.getKey(), inlined(one.getValue(), false)));
      return properties;
    }
    return keyword.getKey().equals("items") ? inlined(value, false) : value;
  }

  private static boolean knowsItsFields(JsonNode schema) {
    return schema.has("properties")
        || BRANCHES.stream()
            .flatMap(keyword -> StreamSupport.stream(schema.path(keyword).spliterator(), false))
            .anyMatch(Document::knowsItsFields);
  }
}
