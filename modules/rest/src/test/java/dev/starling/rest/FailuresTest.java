package dev.starling.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.wire.ErrorBody;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FailuresTest {

  private static final Set<Integer> REFUSALS =
      Set.of(400, 401, 403, 404, 405, 409, 412, 413, 415, 416, 423);

  @ParameterizedTest
  @EnumSource(ErrorCode.class)
  void everyCodeHasAStatusWithEveryKindOfFailure(ErrorCode code) {
    assertThat(Failures.status(new Failure.Invalid(code, ""))).isIn(REFUSALS);
    assertThat(Failures.status(new Failure.TooLarge(code, ""))).isEqualTo(413);
    assertThat(Failures.status(new Failure.Unauthenticated(code, ""))).isEqualTo(401);
    assertThat(Failures.status(new Failure.Forbidden(code, ""))).isEqualTo(403);
    assertThat(Failures.status(new Failure.NotFound(code, ""))).isEqualTo(404);
    assertThat(Failures.status(new Failure.Conflict(code, "")))
        .isEqualTo(code == ErrorCode.UPLOAD_BUSY ? 423 : 409);
    assertThat(Failures.status(new Failure.TryLater(code, "", Duration.ZERO)))
        .isEqualTo(
            switch (code) {
              case TOO_MANY_REQUESTS -> 429;
              case SUSPENDED -> 403;
              default -> 503;
            });
  }

  @Test
  void someInvalidRequestsHaveAStatusOfTheirOwn() {
    assertThat(Failures.status(new Failure.Invalid(ErrorCode.METHOD_NOT_ALLOWED, "")))
        .isEqualTo(405);
    assertThat(Failures.status(new Failure.Invalid(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "")))
        .isEqualTo(415);
    assertThat(Failures.status(new Failure.Invalid(ErrorCode.BAD_JSON, ""))).isEqualTo(400);
  }

  @Test
  void anythingElseIsOurs() {
    assertThat(Failures.status(new IllegalStateException("a bug"))).isEqualTo(500);
  }

  @ParameterizedTest
  @CsvSource({
    "400, BAD_FIELD",
    "404, UNKNOWN_ROUTE",
    "405, METHOD_NOT_ALLOWED",
    "413, BODY_TOO_LARGE",
    "500, INTERNAL",
    "501, INTERNAL",
  })
  void whatTheHttpLayerRefusesHasACodeAndKeepsItsStatus(int status, ErrorCode code) {
    Throwable cause = Failures.ofStatus(status, null);

    assertThat(ErrorBody.of(cause).error().code()).isEqualTo(code.number());
    assertThat(Failures.status(cause)).isEqualTo(Math.min(status, 500));
  }

  @Test
  void aFailureThatIsKnownAlreadyIsKept() {
    Failure known = new Failure.NotFound(ErrorCode.USER_NOT_FOUND, "nobody");

    assertThat(Failures.ofStatus(500, known)).isSameAs(known);
  }
}
