package dev.starling.search.query;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/// The times of a query: a year, a month, a day, `today`, `yesterday`, or a moment.
///
/// @param zone where the asker's days begin and end
public record Dates(ZoneId zone, Instant now) {

  /// Others are in no list of ours, and not every part could name them.
  private static final int YEAR_MIN = 1970;

  private static final int YEAR_MAX = 9998;

  private static final String EXPECTED =
      "expected a year, a month or a day like 2026, 2026-11 or 2026-11-28, today, yesterday, or a"
          + " moment like 2026-11-28T10:30:00Z";

  private record Span(ZonedDateTime from, ZonedDateTime to) {}

  Term.During before(String text, int at) {
    return new Term.During(null, span(text, at).from().toInstant());
  }

  Term.During after(String text, int at) {
    return new Term.During(span(text, at).to().toInstant(), null);
  }

  Term.During on(String text, int at) {
    Span span = span(text, at);
    if (span.from().equals(span.to())) {
      throw BadQuery.at(at, "on: a moment (expected a year, a month or a day)");
    }
    return new Term.During(span.from().toInstant(), span.to().toInstant());
  }

  private Span span(String text, int at) {
    try {
      Span span = parsed(text.toLowerCase(Locale.ROOT));
      if (span.from().getYear() < YEAR_MIN || span.to().getYear() > YEAR_MAX) {
        throw BadQuery.at(at, EXPECTED);
      }
      return span;
    } catch (DateTimeException e) {
      throw BadQuery.at(at, EXPECTED);
    }
  }

  private Span parsed(String text) {
    return switch (text) {
      case "today" -> day(today());
      case "yesterday" -> day(today().minusDays(1));
      default ->
          switch (text.length()) {
            case 4 -> days(Year.parse(text).atDay(1), Year.parse(text).plusYears(1).atDay(1));
            case 7 ->
                days(YearMonth.parse(text).atDay(1), YearMonth.parse(text).plusMonths(1).atDay(1));
            case 10 -> day(LocalDate.parse(text));
            default -> moment(text);
          };
    };
  }

  private LocalDate today() {
    return LocalDate.ofInstant(now, zone);
  }

  private Span day(LocalDate day) {
    return days(day, day.plusDays(1));
  }

  private Span days(LocalDate first, LocalDate end) {
    return new Span(first.atStartOfDay(zone), end.atStartOfDay(zone));
  }

  private Span moment(String text) {
    ZonedDateTime moment =
        OffsetDateTime.parse(text.toUpperCase(Locale.ROOT))
            .truncatedTo(ChronoUnit.MILLIS)
            .atZoneSameInstant(zone);
    return new Span(moment, moment);
  }
}
