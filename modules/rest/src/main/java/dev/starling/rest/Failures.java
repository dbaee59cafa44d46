package dev.starling.rest;

import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;

/// The one place a failure becomes an HTTP status.
final class Failures {

  private static final int INTERNAL = 500;

  private Failures() {}

  static int status(Throwable cause) {
    return cause instanceof Failure failure ? status(failure) : INTERNAL;
  }

  private static int status(Failure failure) {
    return switch (failure) {
      case Failure.Invalid invalid -> invalid(invalid.code());
      case Failure.TooLarge tooLarge -> 413;
      case Failure.Unauthenticated unauthenticated -> 401;
      case Failure.Forbidden forbidden -> 403;
      case Failure.NotFound notFound -> 404;
      case Failure.Conflict conflict -> conflict.code() == ErrorCode.UPLOAD_BUSY ? 423 : 409;
      case Failure.TryLater later -> later(later.code());
    };
  }

  private static int later(ErrorCode code) {
    return switch (code) {
      case TOO_MANY_REQUESTS -> 429;
      case SUSPENDED -> 403;
      default -> 503;
    };
  }

  private static int invalid(ErrorCode code) {
    return switch (code) {
      case UNSUPPORTED_MEDIA_TYPE -> 415;
      case METHOD_NOT_ALLOWED -> 405;
      case TUS_VERSION_UNSUPPORTED -> 412;
      case RANGE_NOT_SATISFIABLE -> 416;
      default -> 400;
    };
  }

  /// What the HTTP layer itself refused, by its status.
  static Throwable ofStatus(int status, Throwable cause) {
    return switch (status) {
      case 404 -> new Failure.NotFound(ErrorCode.UNKNOWN_ROUTE, "no such route");
      case 405 -> new Failure.Invalid(ErrorCode.METHOD_NOT_ALLOWED, "not a method of this route");
      case 413 -> new Failure.TooLarge(ErrorCode.BODY_TOO_LARGE, "body: larger than allowed");
      case 400 -> new Failure.Invalid(ErrorCode.BAD_FIELD, "not a request this server can read");
      default -> cause == null ? new IllegalStateException("status " + status) : cause;
    };
  }
}
