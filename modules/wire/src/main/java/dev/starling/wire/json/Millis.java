package dev.starling.wire.json;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// A time as RFC 3339 in UTC with milliseconds, digit by digit: every event carries one, and a
/// formatter that reads its pattern each time costs more than the rest of the event.
final class Millis {

  /// For the years that do not have four digits.
  private static final DateTimeFormatter ANY_YEAR =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private static final String SHAPE = "0000-00-00T00:00:00.000Z";
  private static final int NANOS_PER_MILLI = 1_000_000;

  private Millis() {}

  static String format(Instant time) {
    LocalDateTime utc =
        LocalDateTime.ofEpochSecond(time.getEpochSecond(), time.getNano(), ZoneOffset.UTC);
    if (utc.getYear() < 0 || utc.getYear() > 9999) {
      return ANY_YEAR.format(time);
    }
    char[] text = SHAPE.toCharArray();
    put(text, 3, utc.getYear());
    put(text, 6, utc.getMonthValue());
    put(text, 9, utc.getDayOfMonth());
    put(text, 12, utc.getHour());
    put(text, 15, utc.getMinute());
    put(text, 18, utc.getSecond());
    put(text, 22, utc.getNano() / NANOS_PER_MILLI);
    return new String(text);
  }

  /// Writes a number that ends at a place, over the zeros that stand there.
  private static void put(char[] text, int end, int number) {
    for (int place = end, left = number; left > 0; place--, left /= 10) {
      text[place] = (char) ('0' + left % 10);
    }
  }
}
