package dev.starling.node.config;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import dev.starling.wire.Secret;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How settings are written: durations as people write them (`250ms`, `10s`, `5m`, `24h`, `30d`),
/// secrets as text that is read and never written.
final class SettingsModule extends SimpleModule {

  private static final long serialVersionUID = 1L;

  private static final Pattern WRITTEN = Pattern.compile("(\\d{1,15})(ms|s|m|h|d)");
  private static final Map<String, Duration> UNITS =
      Map.of(
          "ms", Duration.ofMillis(1),
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1));

  @SuppressWarnings("this-escape") // Registering in the constructor is how a SimpleModule is made.
  SettingsModule() {
    addSerializer(new DurationWriter());
    addDeserializer(Duration.class, new DurationReader());
    addSerializer(Secret.class, ToStringSerializer.instance);
    addDeserializer(Secret.class, new SecretReader());
  }

  private static final class DurationWriter extends StdScalarSerializer<Duration> {
    private static final long serialVersionUID = 1L;

    DurationWriter() {
      super(Duration.class);
    }

    @Override
    public void serialize(Duration value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(value.toMillis() + "ms");
    }
  }

  private static final class DurationReader extends StdScalarDeserializer<Duration> {
    private static final long serialVersionUID = 1L;

    DurationReader() {
      super(Duration.class);
    }

    @Override
    public Duration deserialize(JsonParser in, DeserializationContext context) throws IOException {
      Matcher written = WRITTEN.matcher(in.getText());
      return written.matches()
          ? UNITS.get(written.group(2)).multipliedBy(Long.parseLong(written.group(1)))
          : (Duration)
              context.handleWeirdStringValue(Duration.class, in.getText(), "not a duration");
    }
  }

  private static final class SecretReader extends StdScalarDeserializer<Secret> {
    private static final long serialVersionUID = 1L;

    SecretReader() {
      super(Secret.class);
    }

    @Override
    public Secret deserialize(JsonParser in, DeserializationContext context) throws IOException {
      return new Secret(in.getText());
    }
  }
}
