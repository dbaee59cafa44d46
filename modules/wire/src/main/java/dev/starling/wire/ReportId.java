package dev.starling.wire;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// Names one report.
public record ReportId(long value) implements Comparable<ReportId> {

  private static final char KIND = 'r';

  @JsonCreator
  public static ReportId parse(String text) {
    return new ReportId(OpaqueId.parse(KIND, text));
  }

  @JsonValue
  public String text() {
    return OpaqueId.text(KIND, value);
  }

  @Override
  public int compareTo(ReportId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return text();
  }
}
