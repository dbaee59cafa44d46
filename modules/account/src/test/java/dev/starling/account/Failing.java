package dev.starling.account;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import io.vertx.core.Future;
import java.util.function.Supplier;

/// Says what something is expected to fail with.
final class Failing {

  private Failing() {}

  static void assertFails(ErrorCode code, Future<?> future) {
    assertThrows(code, future::await);
  }

  static void assertThrows(ErrorCode code, Supplier<?> call) {
    assertThatThrownBy(call::get)
        .isInstanceOf(Failure.class)
        .extracting(cause -> ((Failure) cause).code())
        .isEqualTo(code);
  }
}
