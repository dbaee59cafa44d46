package dev.starling.wire.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.Utf8;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Collectors;

/// Reads and writes records as JSON: unknown fields are ignored, everything else is taken at its
/// word. A number is never read as text, nor text as a number, a field that stands there twice
/// means nothing, and what cannot be read says where.
public final class Json {

  /// Deeper nesting than any body of ours has is hostile.
  private static final int NESTING_MAX = 16;

  private static final ObjectMapper MAPPER = mapper();

  /// Made once for a type: a reader that has to look its type up costs as much as a small frame.
  private static final ClassValue<ObjectReader> READERS =
      new ClassValue<>() {
        @Override
        protected ObjectReader computeValue(Class<?> type) {
          return MAPPER.readerFor(type);
        }
      };

  private Json() {}

  public static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot be written as JSON: " + value.getClass(), e);
    }
  }

  public static byte[] bytes(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot be written as JSON: " + value.getClass(), e);
    }
  }

  public static <T> T read(byte[] utf8, Class<T> type) {
    return read(Utf8.decode(utf8), type);
  }

  public static <T> T read(String text, Class<T> type) {
    return failing(() -> present(READERS.get(type).readValue(text)));
  }

  public static <T> T read(JsonNode tree, Class<T> type) {
    return failing(() -> present(READERS.get(type).readValue(tree)));
  }

  private static <T> T present(T value) {
    if (value == null) {
      throw new Failure.Invalid(ErrorCode.BAD_JSON, "null where an object was expected");
    }
    return value;
  }

  private interface Reading<T> {
    T run() throws IOException;
  }

  private static <T> T failing(Reading<T> reading) {
    try {
      return reading.run();
    } catch (JsonMappingException e) {
      throw asFailure(e);
    } catch (JsonProcessingException e) {
      throw malformed(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // Reads from memory only.
    }
  }

  private static Failure asFailure(JsonMappingException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof Failure ours) {
        return ours; // A record's own check speaks for itself.
      }
      if (cause instanceof JsonParseException || cause instanceof StreamConstraintsException) {
        return malformed((JsonProcessingException) cause);
      }
    }
    if (e.getPath().isEmpty()) {
      return new Failure.Invalid(ErrorCode.BAD_JSON, "not an object of the expected shape");
    }
    String path =
        e.getPath().stream()
            .map(
                step ->
                    step.getFieldName() != null ? step.getFieldName() : "[" + step.getIndex() + "]")
            .collect(Collectors.joining("."));
    return new Failure.Invalid(ErrorCode.BAD_FIELD, path + ": wrong type or unknown value");
  }

  private static Failure malformed(JsonProcessingException e) {
    return new Failure.Invalid(ErrorCode.BAD_JSON, e.getOriginalMessage());
  }

  private static ObjectMapper mapper() {
    JsonMapper mapper =
        JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .addModule(new InstantModule())
            .build();
    for (CoercionInputShape shape :
        new CoercionInputShape[] {
          CoercionInputShape.Boolean, CoercionInputShape.Integer, CoercionInputShape.Float
        }) {
      mapper.coercionConfigFor(LogicalType.Textual).setCoercion(shape, CoercionAction.Fail);
    }
    mapper
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder().maxNestingDepth(NESTING_MAX).build());
    return mapper;
  }
}
