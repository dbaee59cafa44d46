package dev.starling.wire.story;

import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.TextRule;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Objects;

/// Checks that several bodies of stories share. Null passes all of them but [#text].
final class Fields {

  private static final int URL_BYTES_MAX = 2_048;

  private Fields() {}

  /// Neither blank nor too long, counted in characters.
  static String text(String field, String value, int charactersMax) {
    if (value == null || value.isBlank()) {
      throw new Failure.Invalid(ErrorCode.TEXT_EMPTY, field + ": missing or blank");
    }
    return optionalText(field, value, charactersMax);
  }

  static String optionalText(String field, String value, int charactersMax) {
    // No character takes more than four bytes.
    String fit = new TextRule(field, 4 * charactersMax).checkOptional(value);
    int characters = fit == null ? 0 : fit.codePointCount(0, fit.length());
    if (characters > charactersMax) {
      throw new Failure.Invalid(
          ErrorCode.TEXT_TOO_LONG,
          field + ": " + characters + " characters (at most " + charactersMax + ")");
    }
    return fit;
  }

  /// An address that a browser can open.
  static String url(String field, String value) {
    String fit = new TextRule(field, URL_BYTES_MAX).checkOptional(value);
    if (fit != null && !isWeb(fit)) {
      throw bad(field, "not an address (expected: https://… or http://…)");
    }
    return fit;
  }

  /// Each once; none for null.
  static <T> List<T> each(String field, List<T> values) {
    if (values == null) {
      return List.of();
    }
    if (values.stream().anyMatch(Objects::isNull)
        || values.stream().distinct().count() < values.size()) {
      throw bad(field, "holds null, or one of them twice");
    }
    return List.copyOf(values);
  }

  static <T> T present(String field, T value) {
    if (value == null) {
      throw bad(field, "missing");
    }
    return value;
  }

  static Failure.Invalid bad(String field, String what) {
    return new Failure.Invalid(ErrorCode.BAD_FIELD, field + ": " + what);
  }

  private static boolean isWeb(String text) {
    try {
      URI uri = new URI(text);
      boolean web =
          "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
      return web && uri.getHost() != null;
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
