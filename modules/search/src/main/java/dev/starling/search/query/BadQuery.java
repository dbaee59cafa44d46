package dev.starling.search.query;

import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;

/// Says what is wrong with a query, and where.
public final class BadQuery {

  private BadQuery() {}

  public static Failure because(String why) {
    return new Failure.Invalid(ErrorCode.BAD_QUERY, "q: " + why);
  }

  /// @param index from 0; people count from 1
  public static Failure at(int index, String why) {
    return new Failure.Invalid(ErrorCode.BAD_QUERY, "q, character " + (index + 1) + ": " + why);
  }
}
