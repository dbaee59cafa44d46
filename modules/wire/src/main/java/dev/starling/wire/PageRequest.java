package dev.starling.wire;

import java.util.List;
import java.util.function.Function;

/// Which part of a list is wanted.
///
/// @param limit at most so many items
/// @param cursor the `next` of the page before, null for the first page
public record PageRequest(int limit, String cursor) {

  public static final int LIMIT_DEFAULT = 50;
  public static final int LIMIT_MAX = 200;

  public PageRequest {
    if (limit < 1 || limit > LIMIT_MAX) {
      throw badLimit(String.valueOf(limit));
    }
  }

  /// @param limit null for the default
  public static PageRequest of(Integer limit, String cursor) {
    return new PageRequest(limit == null ? LIMIT_DEFAULT : limit, cursor);
  }

  /// Reads both as they stand in a query string, where either may be missing.
  public static PageRequest parse(String limit, String cursor) {
    try {
      return of(limit == null ? null : Integer.valueOf(limit), cursor);
    } catch (NumberFormatException e) {
      throw badLimit(limit);
    }
  }

  /// Where the page before ended, null for the first page.
  public <T> T after(Cursor.Reading<T> reading) {
    return cursor == null ? null : Cursor.read(cursor, reading);
  }

  /// What to ask the database for: one more than is shown says whether there is a next page.
  public int limitAndOne() {
    return limit + 1;
  }

  /// The page, out of what was found with [#limitAndOne].
  ///
  /// @param cursorOf where a page ends that ends with this item
  public <T> Page<T> page(List<T> found, Function<T, String> cursorOf) {
    return found.size() <= limit
        ? Page.last(found)
        : new Page<>(found.subList(0, limit), cursorOf.apply(found.get(limit - 1)));
  }

  private static Failure badLimit(String limit) {
    return new Failure.Invalid(
        ErrorCode.BAD_LIMIT, "limit: '" + limit + "' (expected: 1 to " + LIMIT_MAX + ")");
  }
}
