package dev.starling.wire;

/// A failure as the body of an HTTP answer.
public record ErrorBody(Detail error) {

  /// @param retryAfterMs null unless the same request may succeed after this wait
  public record Detail(int code, String name, String message, Long retryAfterMs) {}

  /// Anything but a [Failure] is ours, and its text is nobody else's business.
  public static ErrorBody of(Throwable cause) {
    if (!(cause instanceof Failure failure)) {
      return of(ErrorCode.INTERNAL, "internal error", null);
    }
    Long retry = failure instanceof Failure.TryLater later ? (Long) later.afterMillis() : null;
    return of(failure.code(), failure.getMessage(), retry);
  }

  private static ErrorBody of(ErrorCode code, String message, Long retryAfterMs) {
    return new ErrorBody(new Detail(code.number(), code.name(), message, retryAfterMs));
  }
}
