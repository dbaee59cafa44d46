package dev.starling.wire.hook;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import dev.starling.wire.event.ConversationEvent;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The types of events by the names that they have in JSON.
public final class EventTypes {

  private static final Map<Class<?>, String> NAMES =
      Arrays.stream(ConversationEvent.class.getAnnotation(JsonSubTypes.class).value())
          .collect(Collectors.toUnmodifiableMap(JsonSubTypes.Type::value, JsonSubTypes.Type::name));

  public static final SortedSet<String> ALL = new TreeSet<>(NAMES.values());

  private EventTypes() {}

  public static String of(ConversationEvent event) {
    return NAMES.get(event.getClass());
  }
}
