package dev.starling.wire.group;

import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;

/// A new way into a group.
///
/// @param expiresIn seconds, null for never
/// @param uses how many may come in by it, null for any number
/// @param approval whether an admin has to let each of them in
public record NewLink(Long expiresIn, Integer uses, Boolean approval) {

  /// A year.
  public static final long EXPIRES_IN_MAX = 31_536_000;

  public static final int USES_MAX = 1_000_000;

  public NewLink {
    if (expiresIn != null && (expiresIn < 1 || expiresIn > EXPIRES_IN_MAX)) {
      throw new Failure.Invalid(
          ErrorCode.BAD_FIELD,
          "expiresIn: " + expiresIn + " (expected: 1 to " + EXPIRES_IN_MAX + ")");
    }
    if (uses != null && (uses < 1 || uses > USES_MAX)) {
      throw new Failure.Invalid(
          ErrorCode.BAD_FIELD, "uses: " + uses + " (expected: 1 to " + USES_MAX + ")");
    }
  }

  public boolean asks() {
    return approval != null && approval;
  }
}
