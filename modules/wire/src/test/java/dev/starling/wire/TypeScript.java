package dev.starling.wire;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Writes records as TypeScript, as [dev.starling.wire.json.Json] writes them as JSON.
///
/// What a record cannot say, whether a component may be null, its caller says by name; a null one
/// is left out of the JSON, unless it is always written.
final class TypeScript {

  private static final Map<Class<?>, String> SIMPLE =
      Map.of(
          String.class, "string",
          Instant.class, "Time",
          dev.starling.wire.account.Password.class, "string",
          boolean.class, "boolean",
          double.class, "number",
          int.class, "number",
          long.class, "number",
          Integer.class, "number",
          Long.class, "number",
          Boolean.class, "boolean");

  private final Set<String> optional;
  private final Set<String> optionalMet = new HashSet<>();
  private final Map<String, String> declarations = new TreeMap<>();
  private final Deque<Class<?>> todo = new ArrayDeque<>();
  private final Set<Class<?>> met = new HashSet<>();

  /// @param optional components that may be null, as `Type.component`
  TypeScript(Set<String> optional) {
    this.optional = optional;
  }

  /// The type as it is referred to; its declaration, and those of what it holds, come along.
  @CanIgnoreReturnValue
  String reference(Type type) {
    return switch (type) {
      case Class<?> plain -> reference(plain);
      case TypeVariable<?> variable -> variable.getName();
      case ParameterizedType generic when generic.getRawType() == List.class ->
          reference(generic.getActualTypeArguments()[0]) + "[]";
      case ParameterizedType generic ->
          reference(generic.getRawType())
              + Stream.of(generic.getActualTypeArguments())
                  .map(this::reference)
                  .collect(Collectors.joining(", ", "<", ">"));
      default -> throw new IllegalArgumentException("cannot be written as TypeScript: " + type);
    };
  }

  /// Every type that was referred to, by name.
  String declarations() {
    while (!todo.isEmpty()) {
      Class<?> type = todo.remove();
      declarations.put(name(type), declaration(type));
    }
    Set<String> unknown = new TreeSet<>(optional);
    unknown.removeAll(optionalMet);
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException("no such components: " + unknown);
    }
    return String.join("\n", declarations.values());
  }

  @CanIgnoreReturnValue
  private String reference(Class<?> type) {
    if (SIMPLE.containsKey(type)) {
      return SIMPLE.get(type);
    }
    if (type.isEnum()) {
      return literals(type);
    }
    if (met.add(type)) {
      todo.add(type);
    }
    return name(type);
  }

  private String declaration(Class<?> type) {
    if (isText(type)) {
      return "export type " + name(type) + " = string;\n";
    }
    if (type.isSealed()) {
      String all =
          subTypes(type).map(one -> "\n  | " + name(one.value())).collect(Collectors.joining());
      subTypes(type).forEach(one -> reference(one.value()));
      return "export type " + name(type) + " =" + all + ";\n";
    }
    String variables =
        Stream.of(type.getTypeParameters())
            .map(TypeVariable::getName)
            .collect(Collectors.joining(", "));
    return "export interface "
        + name(type)
        + (variables.isEmpty() ? "" : "<" + variables + ">")
        + unwrapped(type)
        + " {\n"
        + discriminator(type)
        + Stream.of(type.getRecordComponents())
            .filter(component -> !component.getAccessor().isAnnotationPresent(JsonIgnore.class))
            .filter(component -> !isUnwrapped(component))
            .map(component -> line(type, component))
            .collect(Collectors.joining())
        + "}\n";
  }

  /// What stands in the record as its own fields.
  private String unwrapped(Class<?> type) {
    String parents =
        Stream.of(type.getRecordComponents())
            .filter(TypeScript::isUnwrapped)
            .map(component -> reference(component.getType()))
            .collect(Collectors.joining(", "));
    return parents.isEmpty() ? "" : " extends " + parents;
  }

  private static boolean isUnwrapped(RecordComponent component) {
    return component.getAccessor().isAnnotationPresent(JsonUnwrapped.class);
  }

  private String line(Class<?> type, RecordComponent component) {
    String path = name(type) + "." + component.getName();
    boolean missing = optional.contains(path);
    optionalMet.add(path);
    boolean always = component.getAccessor().isAnnotationPresent(JsonInclude.class);
    return "  readonly %s%s: %s%s;\n"
        .formatted(
            component.getName(),
            missing ? "?" : "",
            list(reference(component.getGenericType())),
            always ? " | null" : "");
  }

  private static String list(String reference) {
    return reference.endsWith("[]") ? "readonly " + reference : reference;
  }

  private static String discriminator(Class<?> type) {
    return Arrays.stream(type.getInterfaces())
        .filter(parent -> parent.isAnnotationPresent(JsonSubTypes.class))
        .flatMap(parent -> discriminator(parent, type))
        .collect(Collectors.joining());
  }

  private static Stream<String> discriminator(Class<?> parent, Class<?> type) {
    String property = parent.getAnnotation(JsonTypeInfo.class).property();
    return subTypes(parent)
        .filter(one -> one.value().equals(type))
        .map(one -> "  readonly " + property + ": '" + one.name() + "';\n");
  }

  private static Stream<JsonSubTypes.Type> subTypes(Class<?> parent) {
    return Stream.of(parent.getAnnotation(JsonSubTypes.class).value());
  }

  private static String literals(Class<?> type) {
    return Stream.of(type.getFields())
        .filter(Field::isEnumConstant)
        .map(constant -> "'" + constant.getAnnotation(JsonProperty.class).value() + "'")
        .collect(Collectors.joining(" | "));
  }

  private static boolean isText(Class<?> type) {
    return Stream.of(type.getMethods()).anyMatch(TypeScript::isJsonValue);
  }

  private static boolean isJsonValue(Method method) {
    return method.isAnnotationPresent(JsonValue.class);
  }

  /// A nested record carries the name of what it is nested in.
  private static String name(Class<?> type) {
    return type.getEnclosingClass() == null
        ? type.getSimpleName()
        : name(type.getEnclosingClass()) + type.getSimpleName();
  }
}
