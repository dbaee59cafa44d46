package dev.starling.media.store;

/// The store answered, and not as hoped.
final class S3Refusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;

  S3Refusal(int status, String answer) {
    super("S3 answered " + status + ": " + answer);
    this.status = status;
  }

  int status() {
    return status;
  }

  static boolean isNotFound(Throwable cause) {
    return cause instanceof S3Refusal refusal && refusal.status == 404;
  }

  /// Whether the same again may well succeed.
  static boolean isPassing(Throwable cause) {
    return !(cause instanceof S3Refusal refusal) || refusal.status >= 500;
  }
}
