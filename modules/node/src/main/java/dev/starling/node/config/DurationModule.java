package dev.starling.node.config;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Durations as people write them: `250ms`, `10s`, `5m`, `24h`, `30d`.
final class DurationModule extends SimpleModule {

  private static final long serialVersionUID = 1L;

  private static final Pattern WRITTEN = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
  private static final Map<String, Duration> UNITS =
      Map.of(
          "ms", Duration.ofMillis(1),
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1));

  @SuppressWarnings("this-escape") // Registering in the constructor is how a SimpleModule is made.
  DurationModule() {
    addSerializer(new Writer());
    addDeserializer(Duration.class, new Reader());
  }

  private static final class Writer extends StdScalarSerializer<Duration> {
    private static final long serialVersionUID = 1L;

    Writer() {
      super(Duration.class);
    }

    @Override
    public void serialize(Duration value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(value.toMillis() + "ms");
    }
  }

  private static final class Reader extends StdScalarDeserializer<Duration> {
    private static final long serialVersionUID = 1L;

    Reader() {
      super(Duration.class);
    }

    @Override
    public Duration deserialize(JsonParser in, DeserializationContext context) throws IOException {
      Matcher written = WRITTEN.matcher(in.getText());
      return written.matches()
          ? UNITS.get(written.group(2)).multipliedBy(Long.parseLong(written.group(1)))
          : (Duration)
              context.handleWeirdStringValue(
                  Duration.class,
                  in.getText(),
                  "expected a duration like 250ms, 10s, 5m, 24h, 30d");
    }
  }
}
