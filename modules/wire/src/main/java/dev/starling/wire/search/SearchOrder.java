package dev.starling.wire.search;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;

/// In which order messages are found.
public enum SearchOrder {
  @JsonProperty("newest")
  NEWEST,
  @JsonProperty("relevance")
  RELEVANCE;

  /// @param text null for the newest first
  public static SearchOrder parse(String text) {
    return switch (text) {
      case null -> NEWEST;
      case "newest" -> NEWEST;
      case "relevance" -> RELEVANCE;
      default ->
          throw new Failure.Invalid(
              ErrorCode.BAD_FIELD, "order: '" + text + "' (expected: newest or relevance)");
    };
  }
}
