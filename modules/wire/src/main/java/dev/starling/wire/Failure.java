package dev.starling.wire;

import java.time.Duration;

/// An outcome a caller must expect. Anything else that fails a future is a bug and reads as
/// [ErrorCode#INTERNAL].
///
/// The kind says what the caller can do about it, the code says what happened. The text is for a
/// developer; people see the client's own words for the code.
public abstract sealed class Failure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ErrorCode code;

  private Failure(ErrorCode code, String detail) {
    super(detail, null, false, false); // Expected: no stack trace, and never logged as an error.
    this.code = code;
  }

  public ErrorCode code() {
    return code;
  }

  /// The request can never succeed as sent.
  public static final class Invalid extends Failure {
    private static final long serialVersionUID = 1L;

    public Invalid(ErrorCode code, String detail) {
      super(code, detail);
    }
  }

  /// The request is larger than a limit allows.
  public static final class TooLarge extends Failure {
    private static final long serialVersionUID = 1L;

    public TooLarge(ErrorCode code, String detail) {
      super(code, detail);
    }
  }

  /// Nobody, or nobody any more, stands behind the request: sign in or refresh, then try again.
  public static final class Unauthenticated extends Failure {
    private static final long serialVersionUID = 1L;

    public Unauthenticated(ErrorCode code, String detail) {
      super(code, detail);
    }
  }

  /// Whoever asks is known and may not.
  public static final class Forbidden extends Failure {
    private static final long serialVersionUID = 1L;

    public Forbidden(ErrorCode code, String detail) {
      super(code, detail);
    }
  }

  /// What is asked for is not there, or not for this asker.
  public static final class NotFound extends Failure {
    private static final long serialVersionUID = 1L;

    public NotFound(ErrorCode code, String detail) {
      super(code, detail);
    }
  }

  /// The request contradicts what is stored already.
  public static final class Conflict extends Failure {
    private static final long serialVersionUID = 1L;

    public Conflict(ErrorCode code, String detail) {
      super(code, detail);
    }
  }

  /// The same request may succeed after the given wait. Whether it took effect already may be
  /// unknown, which is why requests that write carry a client id.
  public static final class TryLater extends Failure {
    private static final long serialVersionUID = 1L;

    private final transient Duration after;

    public TryLater(ErrorCode code, String detail, Duration after) {
      super(code, detail);
      this.after = after;
    }

    public Duration after() {
      return after;
    }

    /// For answers: never nothing, because that would read as "at once".
    public long afterMillis() {
      return Math.max(1, after.plusNanos(999_999).toMillis());
    }
  }
}
